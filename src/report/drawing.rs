//! Findings and problems drawn with the lines they are about. The only file that knows
//! annotate-snippets: it panics on spans off a character boundary and lets escapes through labels,
//! notes and paths, so nothing reaches it that has not been made safe here.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Drawn, Origin, Renderer, Snippet};

use crate::audit::finding::Finding;
use crate::load::problem::{Excerpt, Problem};
use crate::report::notes::{label, notes};
use crate::report::number::grouped;
use crate::report::places::{Place, Stretch, stretches};
use crate::report::printable::{MARK, printable};
use crate::report::style::Style;
use crate::rules::level::Level;

/// A finding as a person reads it, with a line end.
#[must_use]
pub fn finding(finding: &Finding, style: Style) -> String {
    let level = match finding.level {
        Level::Deny => Drawn::ERROR,
        Level::Warn => Drawn::WARNING,
        Level::Note | Level::Allow => Drawn::NOTE,
    };
    let places = finding
        .witnesses()
        .filter_map(|witness| witness.excerpt.as_ref().map(|excerpt| Place { excerpt, label: label(witness) }))
        .collect();
    let title =
        level.with_name(finding.level.word()).primary_title(printable(&finding.headline)).id(printable(&finding.rule));
    draw(Group::with_title(title), places, &notes(finding), style)
}

/// The longest message that is shown whole, in characters.
const LONGEST: usize = 400;

/// A problem as a person reads it, with a line end.
#[must_use]
pub fn problem(problem: &Problem, style: Style) -> String {
    let mut message = shortened(&problem.message);
    if problem.count > 1 {
        message += &format!(" (met {} times)", grouped(problem.count));
    }
    let mut group = Group::with_title(Drawn::ERROR.primary_title(printable(&message)));
    if problem.excerpt.is_none() && !problem.file.is_empty() {
        group = group.element(Origin::path(printable(&problem.file)));
    }
    let places = problem.excerpt.iter().map(|excerpt| Place { excerpt, label: String::new() }).collect();
    let notes: Vec<_> = problem.hint.iter().map(|hint| ("help", shortened(hint))).collect();
    draw(group, places, &notes, style)
}

/// A message that quotes a very long text, without the middle of it.
fn shortened(message: &str) -> String {
    let mut cuts = message.char_indices().map(|(at, _)| at);
    let (head, tail) = (cuts.nth(LONGEST), cuts.nth_back(20));
    match (head, tail) {
        (Some(head), Some(tail)) if head < tail => format!("{} … {}", &message[..head], &message[tail..]),
        _ => message.to_owned(),
    }
}

/// Draws the places and the notes under a title.
fn draw<'a>(mut group: Group<'a>, places: Vec<Place<'_>>, notes: &'a [(&'static str, String)], style: Style) -> String {
    let stretches = stretches(places);
    for (number, stretch) in stretches.iter().enumerate() {
        group = group.element(snippet(number, stretch));
    }
    for (name, text) in notes {
        let level = if *name == "help" { Drawn::HELP } else { Drawn::NOTE };
        group = group.element(level.with_name(*name).message(printable(text)));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(style.width.max(40)).render(&[group]);
    placed(&drawn, &stretches) + "\n"
}

/// One picture. Its path is a placeholder, see [`placed`].
fn snippet<'a>(number: usize, stretch: &Stretch<'_>) -> Snippet<'a, Annotation<'a>> {
    let mut source = String::new();
    let mut line = stretch.first_line();
    let mut start_of_line = 0;
    let mut annotations = Vec::new();
    for (index, (position, place)) in stretch.places.iter().enumerate() {
        // The lines between two places are not at hand; they are empty here and folded away.
        while line < place.excerpt.line {
            source.push('\n');
            line += 1;
            start_of_line = source.len();
        }
        let (text, span) = shown(place.excerpt);
        if index == 0 || start_of_line == source.len() {
            source += &text;
        }
        let kind = if *position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = (!place.label.is_empty()).then(|| printable(&place.label).into_owned());
        annotations.push(kind.span(start_of_line + span.start..start_of_line + span.end).label(label));
    }
    // Far below the range of `usize`, because the drawing adds to it.
    let first_line = usize::try_from(stretch.first_line().clamp(1, 1 << 30)).unwrap_or(1);
    Snippet::source(source).line_start(first_line).path(format!("{MARK}{number}{MARK}")).annotations(annotations)
}

/// The excerpt's text made printable, and the span in it: inside it, on character boundaries, not
/// backwards. Where the beginning of the line was cut off, `…` stands for it.
fn shown(excerpt: &Excerpt) -> (String, std::ops::Range<usize>) {
    let text = &excerpt.text;
    let start = snapped(text, excerpt.span.start);
    let end = snapped(text, excerpt.span.end).max(start);
    let is_cut = excerpt.column.saturating_sub(1) > text[..start].chars().count() as u64;
    let mut shown = if is_cut { "…".to_owned() } else { String::new() };
    shown += &printable(&text[..start]);
    let from = shown.len();
    shown += &printable(&text[start..end]);
    let to = shown.len();
    (shown + &printable(&text[end..]), from..to)
}

/// The nearest character boundary at or before `byte`.
fn snapped(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

/// Puts the real places where the placeholders stand.
///
/// The drawing counts columns in the text it is given, and long lines are cut: it would print a column
/// of the cut text. A placeholder is `MARK number MARK :line:column`.
fn placed(drawn: &str, stretches: &[Stretch<'_>]) -> String {
    let mut pieces = drawn.split(MARK);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    while let (Some(number), Some(rest)) = (pieces.next(), pieces.next()) {
        let head = number.parse().ok().and_then(|number: usize| stretches.get(number)).and_then(Stretch::head);
        if let Some(Place { excerpt, .. }) = head {
            text += &format!("{}:{}:{}", printable(&excerpt.file), excerpt.line, excerpt.column);
        }
        text += rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{finding, problem};
    use crate::load::problem::{Excerpt, Problem};
    use crate::report::samples;
    use crate::report::style::Style;

    #[test]
    fn two_files_are_one_picture() {
        insta::assert_snapshot!(finding(&samples::stale_copy(), Style::default()));
    }

    #[test]
    fn near_lines_of_one_file_share_a_picture_and_a_run_says_how_long_it_is() {
        insta::assert_snapshot!(finding(&samples::helicopters(), Style::default()));
    }

    #[test]
    fn claims_without_a_file_are_notes() {
        insta::assert_snapshot!(finding(&samples::part_above_whole(), Style::default()));
    }

    #[test]
    fn a_problem_shows_its_line_and_what_can_be_done() {
        let place = samples::excerpt("claims.csv", 3, "k1,20.000,killed", "20.000");
        let mut shown = Problem::at(place, "the groups do not have three digits").hint("write plain digits");
        shown.count = 12;
        insta::assert_snapshot!(problem(&shown, Style::default()));
        let whole = Problem::of_file("dataset.toml", "the file does not exist").hint("`counterclaim init` writes one");
        insta::assert_snapshot!(problem(&whole, Style::default()));
    }

    #[test]
    fn the_column_is_that_of_the_file_where_the_line_is_cut() {
        let mut place = samples::excerpt("a.json", 9, "…\"tanks\": 51715, …", "51715");
        place.column = 40_123;
        assert!(problem(&Problem::at(place, "x"), Style::default()).contains(" --> a.json:9:40123\n"));
    }

    #[test]
    fn the_text_at_the_drawn_span_is_the_figure() {
        for sample in [samples::stale_copy(), samples::helicopters()] {
            let drawn = finding(&sample, Style::default());
            let lines: Vec<&str> = drawn.lines().collect();
            let figures: Vec<String> = lines
                .windows(2)
                .filter_map(|pair| {
                    let start = pair[1].find(['^', '-']).filter(|_| pair[1].trim_start().starts_with('|'))?;
                    let length = pair[1][start..].chars().take_while(|c| "^-".contains(*c)).count();
                    Some(pair[0].chars().skip(start).take(length).collect())
                })
                .collect();
            let meant: Vec<&str> = sample
                .witnesses()
                .filter_map(|witness| witness.excerpt.as_ref())
                .map(|excerpt| &excerpt.text[excerpt.span.clone()])
                .collect();
            assert_eq!(figures, meant, "{drawn}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_excerpt_makes_the_drawing_panic(
            text in ".{0,40}",
            (start, end) in (0..60_usize, 0..60_usize),
            (line, column) in proptest::prelude::any::<(u64, u64)>(),
            width in 0..200_usize,
        ) {
            let mut sample = samples::helicopters();
            for witness in sample.left.witnesses.iter_mut() {
                let span = std::ops::Range { start, end };
                witness.excerpt = Some(Excerpt { file: text.clone(), line, column, text: text.clone(), span });
            }
            let drawn = finding(&sample, Style { width, ..Style::default() });
            let safe = drawn.chars().all(|c| c == '\n' || !c.is_control());
            proptest::prop_assert!(safe, "{drawn:?}");
        }
    }
}
