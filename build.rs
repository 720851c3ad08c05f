//! Embeds the shipped rules: one list, made from the folder, so that no rule can be forgotten.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    // The list names absolute paths: a target folder that moved with its checkout must not keep the old ones.
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
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
        writeln!(list, "    ({stem:?}, include_str!({path:?})),").expect("writing to a string");
    }
    list.push_str("]\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets the output folder")).join("shipped_rules.rs");
    fs::write(out, list).expect("the output folder is writable");
}
