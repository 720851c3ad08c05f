//! From byte offsets to lines and columns, in one pass over a file that may be a gigabyte.

use std::io::{self, BufRead, Seek, SeekFrom};
use std::ops::Range;

use crate::load::problem::Excerpt;

/// The longest text shown of a line, in bytes; a longer line is cut around what is meant.
pub const WINDOW: usize = 240;

/// How far into its line the part that is meant may begin for the line to be shown from its start.
const NEAR: u64 = 160;

/// What is kept of a longer line before that part: enough for the window, and for a character cut in
/// two.
const BEFORE: u64 = 64;

/// The lines at some bytes of a file, given in ascending order of their starts.
///
/// A range past the end of its line is cut there. Text that is not UTF-8 is shown with replacement
/// characters.
///
/// # Errors
/// Where the file cannot be read.
pub fn excerpts<R: BufRead + Seek>(mut input: R, shown: &str, spots: &[Range<u64>]) -> io::Result<Vec<Excerpt>> {
    let mut at = Cursor { offset: 0, line: 1, line_start: 0, column: 1 };
    input.seek(SeekFrom::Start(0))?;
    let mut found = Vec::with_capacity(spots.len());
    for spot in spots {
        at.advance(&mut input, spot.start)?;
        let (line, column, line_start) = (at.line, at.column, at.line_start);
        let is_near = spot.start.saturating_sub(line_start) <= NEAR;
        let from = if is_near { line_start } else { spot.start.saturating_sub(BEFORE) };
        input.seek(SeekFrom::Start(from))?;
        let mut bytes = vec![0; WINDOW];
        let read = fill(&mut input, &mut bytes)?;
        bytes.truncate(read);
        input.seek(SeekFrom::Start(at.offset))?;
        let (text, span) = window(&bytes, spot.start - from, spot.end.saturating_sub(from), from == 0);
        found.push(Excerpt { file: shown.to_owned(), line, column, text, span });
    }
    Ok(found)
}

struct Cursor {
    offset: u64,
    line: u64,
    line_start: u64,
    /// The column of `offset`, from 1, in characters.
    column: u64,
}

impl Cursor {
    fn advance(&mut self, input: &mut impl BufRead, to: u64) -> io::Result<()> {
        while self.offset < to {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let take = usize::try_from(to - self.offset).unwrap_or(usize::MAX).min(buffer.len());
            let passed = &buffer[..take];
            let mut rest = passed;
            let newlines = passed.iter().filter(|&&byte| byte == b'\n').count();
            if let Some(last) = passed.iter().rposition(|&byte| byte == b'\n') {
                self.line += newlines as u64;
                self.line_start = self.offset + last as u64 + 1;
                self.column = 1;
                rest = &passed[last + 1..];
            }
            // Every byte but the later ones of a character begins a character.
            self.column += rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
            if self.line_start == 0 && self.offset == 0 && passed.starts_with(b"\xEF\xBB\xBF") {
                self.column -= 1;
            }
            self.offset += take as u64;
            input.consume(take);
        }
        Ok(())
    }
}

fn fill(input: &mut impl BufRead, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < bytes.len() {
        match input.read(&mut bytes[read..])? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

/// The text of the line that holds byte `start` of `bytes`, and the span in it.
fn window(bytes: &[u8], start: u64, end: u64, at_file_start: bool) -> (String, Range<usize>) {
    let clamp = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let (start, end) = (clamp(start), clamp(end));
    let line_end = start + bytes[start..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - start);
    let line_end = if bytes[start..line_end].ends_with(b"\r") { line_end - 1 } else { line_end };
    let bom = at_file_start && bytes.starts_with(b"\xEF\xBB\xBF") && start >= 3;
    // The window may begin or end inside a character: leave out what is left of it.
    let continues = |byte: &&u8| **byte & 0xC0 == 0x80;
    let first = if bom { 3 } else { bytes[..start].iter().take_while(continues).take(3).count() };
    let last = (start.max(end).min(line_end)..=line_end)
        .find(|&at| at == line_end || !continues(&&bytes[at]))
        .unwrap_or(line_end);
    let shown_end = whole_characters(bytes, line_end, last);
    let before = String::from_utf8_lossy(&bytes[first..start]);
    let meant = String::from_utf8_lossy(&bytes[start..last]);
    let after = String::from_utf8_lossy(&bytes[last..shown_end]);
    let span = before.len()..before.len() + meant.len();
    (format!("{before}{meant}{after}"), span)
}

/// Where the last whole character before `end` ends, where the cut may have gone through one.
fn whole_characters(bytes: &[u8], end: usize, not_before: usize) -> usize {
    if end < bytes.len() {
        return end;
    }
    match std::str::from_utf8(&bytes[not_before..end]) {
        Err(error) if error.error_len().is_none() => not_before + error.valid_up_to(),
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{WINDOW, excerpts};

    fn place(text: &[u8], needle: &str) -> (u64, u64, String, String) {
        let at = text.windows(needle.len()).position(|window| window == needle.as_bytes()).expect("it is there") as u64;
        let spot = at..at + needle.len() as u64;
        let found = excerpts(Cursor::new(text), "claims.csv", std::slice::from_ref(&spot))
            .expect("memory can be read")
            .remove(0);
        let meant = found.text[found.span.clone()].to_owned();
        (found.line, found.column, found.text, meant)
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "id,value\nен25,\"1,000,340\"\r\nen26,28\n".as_bytes();
        assert_eq!(place(text, "id"), (1, 1, "id,value".into(), "id".into()));
        assert_eq!(place(text, "1,000,340"), (2, 7, "ен25,\"1,000,340\"".into(), "1,000,340".into()));
        assert_eq!(place(text, "28"), (3, 6, "en26,28".into(), "28".into()));
    }

    #[test]
    fn a_byte_order_mark_is_not_shown() {
        assert_eq!(place("\u{feff}id,value\n".as_bytes(), "value"), (1, 4, "id,value".into(), "value".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let text = format!("a\n{}10,933{}\nb", "ж".repeat(5_000), "я".repeat(5_000));
        let (line, column, shown, meant) = place(text.as_bytes(), "10,933");
        assert_eq!((line, column, meant.as_str()), (2, 5_001, "10,933"));
        assert!(shown.len() <= WINDOW && !shown.contains('\u{fffd}'), "{shown}");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_replaced() {
        let (line, _, shown, meant) = place(b"id\n\xff\xfe,28,\xe9\n", "28");
        assert_eq!((line, shown.as_str(), meant.as_str()), (2, "\u{fffd}\u{fffd},28,\u{fffd}", "28"));
    }

    #[test]
    fn many_places_take_one_pass() {
        let text = "id\n".to_owned() + &"row,28\n".repeat(50_000);
        let spots: Vec<_> = (0..50_000_u64).step_by(9_999).map(|row| 3 + row * 7 + 4..3 + row * 7 + 6).collect();
        let found = excerpts(std::io::BufReader::new(Cursor::new(text.as_bytes())), "x", &spots).expect("memory");
        assert_eq!(
            found.iter().map(|excerpt| excerpt.line).collect::<Vec<_>>(),
            [2, 10_001, 20_000, 29_999, 39_998, 49_997]
        );
        assert!(found.iter().all(|excerpt| &excerpt.text[excerpt.span.clone()] == "28"));
    }
}
