//! Which format goes where: the n-th output gets the n-th format, one format may go to stdout.

use std::path::{Path, PathBuf};

use counterclaim::report::format::{Format, by_name};

use crate::cli::failure::Failure;

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// To stdout.
    Stdout,
    /// To a file.
    File(PathBuf),
}

/// Pairs formats of those that are `known` with outputs. Without either it is the first one, on stdout.
pub(crate) fn pair<W: Copy>(
    known: &'static [Format<W>],
    formats: &[Format<W>],
    outputs: &[PathBuf],
) -> Result<Vec<(Format<W>, Target)>, Failure> {
    // An output beyond the formats says its own by its ending: `report.csv`.
    let mut formats = formats.to_vec();
    while let Some(output) = outputs.get(formats.len()) {
        formats.push(named(known, output)?);
    }
    if let Some(twice) =
        outputs.iter().enumerate().find_map(|(n, output)| outputs[..n].contains(output).then_some(output))
    {
        return Err(
            Failure::new(format!("`{}` is written twice", twice.display())).hint("give each `--output` its own file")
        );
    }
    if formats.is_empty() {
        return Ok(known.first().map(|&first| (first, Target::Stdout)).into_iter().collect());
    }
    let targets = outputs.iter().map(|output| target(output)).chain(std::iter::repeat(Target::Stdout));
    let pairs: Vec<_> = formats.iter().copied().zip(targets).collect();
    if pairs.iter().filter(|(_, target)| *target == Target::Stdout).count() > 1 {
        return Err(Failure::new("more than one format would go to stdout")
            .hint("give all formats but one an `--output`; outputs are taken in the order of formats"));
    }
    Ok(pairs)
}

/// The format that an output's name says; what goes to stdout has the first.
pub(crate) fn named<W: Copy>(known: &'static [Format<W>], output: &Path) -> Result<Format<W>, Failure> {
    if target(output) == Target::Stdout {
        return known.first().copied().ok_or_else(|| Failure::new("there is no format"));
    }
    by_name(known, &output.to_string_lossy()).copied().ok_or_else(|| {
        let endings: Vec<String> =
            known.iter().flat_map(|format| format.endings).map(|ending| format!(".{ending}")).collect();
        let (last, others) =
            endings.split_last().map_or(("", String::new()), |(last, others)| (last, others.join(", ")));
        Failure::new(format!("`--output {}` has no format", output.display()))
            .hint(format!("end its name in {others} or {last}, or give a `--format`"))
    })
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

    use counterclaim::report::format::{Format, by_word};

    use super::{Target, pair};

    const KNOWN: &[Format<()>] = &[
        Format { word: "text", endings: &["txt"], writer: () },
        Format { word: "csv", endings: &["csv"], writer: () },
        Format { word: "json", endings: &["json"], writer: () },
    ];

    fn paired(formats: &[&str], outputs: &[&str]) -> Result<Vec<(&'static str, Target)>, String> {
        let outputs: Vec<PathBuf> = outputs.iter().map(PathBuf::from).collect();
        let formats: Vec<_> = formats.iter().filter_map(|word| by_word(KNOWN, word).copied()).collect();
        let paired = pair(KNOWN, &formats, &outputs).map_err(|failure| failure.message)?;
        Ok(paired.into_iter().map(|(format, target)| (format.word, target)).collect())
    }

    fn file(name: &str) -> Target {
        Target::File(PathBuf::from(name))
    }

    #[test]
    fn outputs_take_formats_in_order_and_the_rest_goes_to_stdout() {
        assert_eq!(paired(&[], &[]), Ok(vec![("text", Target::Stdout)]));
        assert_eq!(paired(&["csv"], &[]), Ok(vec![("csv", Target::Stdout)]));
        assert_eq!(
            paired(&["json", "csv", "text"], &["a.json", "b.csv"]),
            Ok(vec![("json", file("a.json")), ("csv", file("b.csv")), ("text", Target::Stdout)])
        );
        assert_eq!(
            paired(&["text", "csv"], &["-", "b.csv"]),
            Ok(vec![("text", Target::Stdout), ("csv", file("b.csv"))])
        );
        assert_eq!(paired(&["csv"], &["/dev/stdout"]), Ok(vec![("csv", Target::Stdout)]));
    }

    #[test]
    fn a_name_says_its_format_where_none_is_given() {
        assert_eq!(paired(&[], &["a.json"]), Ok(vec![("json", file("a.json"))]));
        assert_eq!(paired(&["text"], &["a", "b.txt"]), Ok(vec![("text", file("a")), ("text", file("b.txt"))]));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |formats: &[&str], outputs: &[&str]| paired(formats, outputs).expect_err("refused");
        assert_eq!(refused(&[], &["a.xlsx"]), "`--output a.xlsx` has no format");
        assert_eq!(refused(&["csv", "json"], &[]), "more than one format would go to stdout");
        assert_eq!(refused(&["csv", "json"], &["a", "a"]), "`a` is written twice");
    }
}
