//! Problems on stderr, all of them, drawn as findings are; and notes.

use std::io::{self, Write};

use counterclaim::load::problem::Problem;
use counterclaim::report::drawing;
use counterclaim::report::printable::printable;

use crate::cli::color::Color;

/// Draws the problems on stderr, and says how many there are.
///
/// Where stderr is closed there is nobody left to tell; the exit code still does.
pub(crate) fn show(problems: &[Problem], color: Color) {
    if problems.is_empty() {
        return;
    }
    let stderr = io::stderr();
    let style = color.style(&stderr);
    // Line by line would interleave with other writers, and be slow.
    let mut text = String::new();
    for problem in problems {
        text += &drawing::problem(problem, style);
        text.push('\n');
    }
    text += &counted(problems);
    text.push('\n');
    let _ = stderr.lock().write_all(text.as_bytes());
}

/// Says on stderr what a reader of the output should know.
pub(crate) fn say(lines: &[String]) {
    let text: String = lines.iter().map(|line| format!("note: {}\n", printable(line))).collect();
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// How many problems there are, each as often as it was met.
pub(crate) fn count(problems: &[Problem]) -> u64 {
    problems.iter().fold(0, |sum, problem| sum.saturating_add(problem.count.max(1)))
}

fn counted(problems: &[Problem]) -> String {
    counterclaim::report::number::counted(count(problems), "problem")
}
