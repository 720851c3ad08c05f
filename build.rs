//! Embeds the shipped rules: one list, made from the folder, so that no rule can be forgotten.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest's folder")).join("rules");
    let mut rules: Vec<_> = fs::read_dir(&folder)
        .expect("the folder `rules` stands beside Cargo.toml")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    rules.sort();
    let mut list = String::from("&[\n");
    for path in rules {
        let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        // The text itself, not its path: a target folder that moves with its checkout keeps no old rules.
        let text = fs::read_to_string(&path).expect("a rule is text");
        writeln!(list, "    ({stem:?}, {text:?}),").expect("writing to a string");
    }
    list.push_str("]\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets the output folder")).join("shipped_rules.rs");
    fs::write(out, list).expect("the output folder is writable");
}
