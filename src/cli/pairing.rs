//! Which format goes where: the n-th output gets the n-th format, one format may go to stdout.

use std::path::{Path, PathBuf};

use counterclaim::report::Format;

use crate::cli::failure::Failure;

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// To stdout.
    Stdout,
    /// To a file.
    File(PathBuf),
}

/// Pairs formats with outputs. Without either it is text on stdout.
pub(crate) fn pair(formats: &[Format], outputs: &[PathBuf]) -> Result<Vec<(Format, Target)>, Failure> {
    // An output beyond the formats says its own by its ending: `report.csv`.
    let mut formats = formats.to_vec();
    while let Some(output) = outputs.get(formats.len()) {
        let ending = output.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let word = if ending == "txt" { "text" } else { &ending };
        let unknown = || {
            Failure::new(format!("`--output {}` has no format", output.display()))
                .hint("end its name in .csv, .json, .jsonl or .txt, or give a `--format` for each `--output`")
        };
        formats.push(Format::from_word(word).ok_or_else(unknown)?);
    }
    if let Some(twice) =
        outputs.iter().enumerate().find_map(|(n, output)| outputs[..n].contains(output).then_some(output))
    {
        return Err(
            Failure::new(format!("`{}` is written twice", twice.display())).hint("give each `--output` its own file")
        );
    }
    if formats.is_empty() {
        return Ok(vec![(Format::Text, Target::Stdout)]);
    }
    let targets = outputs.iter().map(|output| target(output)).chain(std::iter::repeat(Target::Stdout));
    let pairs: Vec<_> = formats.iter().copied().zip(targets).collect();
    if pairs.iter().filter(|(_, target)| *target == Target::Stdout).count() > 1 {
        return Err(Failure::new("more than one format would go to stdout")
            .hint("give all formats but one an `--output`; outputs are taken in the order of formats"));
    }
    Ok(pairs)
}

/// `-` is stdout, as everywhere. So is `/dev/stdout`, which may lead to a regular file: that belongs to the
/// shell, which would lose it if it were replaced.
pub(crate) fn target(output: &Path) -> Target {
    if output.as_os_str() == "-" || output == Path::new("/dev/stdout") {
        Target::Stdout
    } else {
        Target::File(output.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use counterclaim::report::Format;

    use super::{Target, pair};

    fn paired(formats: &[Format], outputs: &[&str]) -> Result<Vec<(Format, Target)>, String> {
        let outputs: Vec<PathBuf> = outputs.iter().map(PathBuf::from).collect();
        pair(formats, &outputs).map_err(|failure| failure.message)
    }

    fn file(name: &str) -> Target {
        Target::File(PathBuf::from(name))
    }

    #[test]
    fn outputs_take_formats_in_order_and_the_rest_goes_to_stdout() {
        assert_eq!(paired(&[], &[]), Ok(vec![(Format::Text, Target::Stdout)]));
        assert_eq!(paired(&[Format::Csv], &[]), Ok(vec![(Format::Csv, Target::Stdout)]));
        assert_eq!(
            paired(&[Format::Json, Format::Csv, Format::Text], &["a.json", "b.csv"]),
            Ok(vec![(Format::Json, file("a.json")), (Format::Csv, file("b.csv")), (Format::Text, Target::Stdout)])
        );
        assert_eq!(
            paired(&[Format::Text, Format::Csv], &["-", "b.csv"]),
            Ok(vec![(Format::Text, Target::Stdout), (Format::Csv, file("b.csv"))])
        );
        assert_eq!(paired(&[Format::Csv], &["/dev/stdout"]), Ok(vec![(Format::Csv, Target::Stdout)]));
    }

    #[test]
    fn a_name_says_its_format_where_none_is_given() {
        assert_eq!(paired(&[], &["a.json"]), Ok(vec![(Format::Json, file("a.json"))]));
        assert_eq!(
            paired(&[Format::Text], &["a", "b.txt"]),
            Ok(vec![(Format::Text, file("a")), (Format::Text, file("b.txt"))])
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |formats: &[Format], outputs: &[&str]| paired(formats, outputs).expect_err("refused");
        assert_eq!(refused(&[], &["a.xlsx"]), "`--output a.xlsx` has no format");
        assert_eq!(refused(&[Format::Csv, Format::Json], &[]), "more than one format would go to stdout");
        assert_eq!(refused(&[Format::Csv, Format::Json], &["a", "a"]), "`a` is written twice");
    }
}
