//! CSV as records (RFC 4180, with csv-core), and what is wrong with a file as CSV.
//!
//! A large file is cut into records on one thread while another turns them into claims.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::mpsc::sync_channel;
use std::thread;

use csv_core::{ReadRecordResult, Reader};

use crate::load::fault::{Fault, Spot};
use crate::load::raw::open_quote;
use crate::load::record::Sink;
use crate::load::rows::{Batch, Rows};

/// The longest record. One quote left open turns the rest of a file into one record.
const LONGEST: usize = 16 << 20;
/// How much text is handed over at once.
const BATCH: usize = 1 << 18;

/// Reads a table of comma-separated values whose first record is its header.
///
/// # Errors
/// Where the file cannot be read.
pub fn read<R: Read + Seek + Send>(mut input: R, sink: &mut impl Sink) -> io::Result<()> {
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(0))?;
    let mut table = Rows::new(sink);
    if length < 4 * BATCH as u64 {
        split(input, &mut |batch| {
            table.take(&batch);
            true
        })?;
    } else {
        thread::scope(|scope| {
            let (give, batches) = sync_channel::<Batch>(4);
            let reading = scope.spawn(move || split(input, &mut |batch| give.send(batch).is_ok()));
            for batch in batches {
                table.take(&batch);
            }
            reading.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread stopped")))
        })?;
    }
    table.finish();
    Ok(())
}

/// Cuts a file into records and gives them away in batches.
fn split<R: Read + Seek>(input: R, give: &mut dyn FnMut(Batch) -> bool) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BATCH, input);
    let mut reader = Reader::new();
    let (mut batch, mut offset, mut last) = (Batch::default(), 0_u64, 0_u64);
    let mut parsing = Parsing::default();
    loop {
        if parsing.is_new() {
            offset += skip_blank(&mut input, offset == 0)?;
            // A batch is given away only when another record follows: the last one of a file may
            // turn out to be none.
            if batch.text.len() > BATCH && !input.fill_buf()?.is_empty() {
                let next = Batch { text: Vec::with_capacity(batch.text.len() + 4_096), ..Batch::default() };
                if !give(std::mem::replace(&mut batch, next)) {
                    return Ok(());
                }
            }
            parsing = Parsing { text: batch.text.len(), ends: batch.ends.len(), ..parsing };
            last = offset;
        }
        let buffer = input.fill_buf()?;
        batch.text.resize((parsing.text + parsing.written + 1_024).max(batch.text.len()), 0);
        batch.ends.resize((parsing.ends + parsing.fields + 64).max(batch.ends.len()), 0);
        let text = &mut batch.text[parsing.text + parsing.written..];
        let ends = &mut batch.ends[parsing.ends + parsing.fields..];
        let (result, taken, written, fields) = reader.read_record(buffer, text, ends);
        input.consume(taken);
        offset += taken as u64;
        parsing.written += written;
        parsing.fields += fields;
        if parsing.written > LONGEST {
            batch.text.truncate(parsing.text);
            batch.ends.truncate(parsing.ends);
            let fault = Fault::new(Spot::Bytes(last..last + 1), "the record is longer than 16 MiB");
            batch.fault = Some(fault.hint("is there a quote that is not closed?"));
            give(batch);
            return Ok(());
        }
        match result {
            ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            ReadRecordResult::Record => {
                let (text, ends) = (parsing.text + parsing.written, parsing.ends + parsing.fields);
                batch.records.push((last, text, ends));
                batch.text.truncate(text);
                batch.ends.truncate(ends);
                parsing = Parsing::default();
            }
            ReadRecordResult::End => break,
        }
    }
    batch.text.truncate(parsing.text);
    batch.ends.truncate(parsing.ends);
    check_last(input, &mut batch)?;
    give(batch);
    Ok(())
}

/// The record at hand: where its text and ends begin in the batch, and how much of each there is.
#[derive(Default)]
struct Parsing {
    text: usize,
    ends: usize,
    written: usize,
    fields: usize,
}

impl Parsing {
    fn is_new(&self) -> bool {
        self.written == 0 && self.fields == 0
    }
}

/// Passes over line ends before a record, so that its place is that of its first byte.
fn skip_blank(input: &mut impl BufRead, at_start: bool) -> io::Result<u64> {
    let mut skipped = 0;
    if at_start && input.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        input.consume(3);
        skipped = 3;
    }
    loop {
        let buffer = input.fill_buf()?;
        let blank = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank == 0 {
            return Ok(skipped);
        }
        input.consume(blank);
        skipped += blank as u64;
    }
}

/// csv-core reads an unclosed quote to the end of the file and says nothing: look at the last record.
fn check_last<R: Read + Seek>(mut input: BufReader<R>, batch: &mut Batch) -> io::Result<()> {
    let Some(&(offset, _, _)) = batch.records.last() else { return Ok(()) };
    input.seek(SeekFrom::Start(offset))?;
    let mut raw = Vec::new();
    input.read_to_end(&mut raw)?;
    if let Some(quote) = open_quote(&raw) {
        let at = offset + quote as u64;
        let end = raw[quote..].iter().position(|&byte| byte == b'\n').unwrap_or(raw.len() - quote);
        batch.records.pop();
        let fault = Fault::new(Spot::Bytes(at..at + end.max(1) as u64), "the quote is not closed");
        batch.fault = Some(fault.hint("a quote inside a quoted field is written twice"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::read;
    use crate::load::fault::Spot;
    use crate::load::record::tests::Kept;

    fn table(bytes: &[u8]) -> Kept {
        let mut kept = Kept::default();
        read(Cursor::new(bytes.to_vec()), &mut kept).expect("memory can be read");
        kept
    }

    fn faults(bytes: &[u8]) -> Vec<String> {
        table(bytes).faults.into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn records_have_exact_places() {
        let text = "\u{feff}id,value\r\nen25-total,\"1,000,340\"\r\n\r\nen25-tanks,\"10\n933\"\r\n";
        let kept = table(text.as_bytes());
        assert_eq!(kept.names, ["id", "value"]);
        assert_eq!(kept.rows[0].1, [Some("en25-total".into()), Some("1,000,340".into())]);
        assert_eq!(kept.rows[1].1[1].as_deref(), Some("10\n933"));
        for (offset, row) in &kept.rows {
            let at = usize::try_from(*offset).expect("small");
            assert!(text[at..].starts_with(row[0].as_deref().unwrap_or_default()));
        }
        assert!(kept.faults.is_empty());
    }

    #[test]
    fn what_is_no_table_says_why() {
        assert_eq!(faults(b""), ["the file is empty"]);
        assert_eq!(faults(b"\n\n"), ["the file is empty"]);
        assert_eq!(
            faults(b"id,value\na\nb,1,2\n"),
            ["the row has 1 field, the header has 2", "the row has 3 fields, the header has 2"]
        );
        assert_eq!(faults(b"id,id\n"), ["the column `id` is given twice"]);
        assert_eq!(faults(b"id,value\na,\xff\nb,1\n"), ["the text is not UTF-8"]);
        assert_eq!(faults(b"id,value\n\xc3,\xa9\n"), ["the text is not UTF-8"]);
        assert_eq!(faults(b"id,value\na,\0\nb,1\n"), ["there is a NUL byte in the text"]);
    }

    #[test]
    fn an_open_quote_is_placed_and_its_row_is_not_read() {
        let kept = table(b"id,value\na,1\nb,\"2\nc,3\n");
        assert_eq!(kept.rows.len(), 1);
        assert_eq!(kept.faults[0].message, "the quote is not closed");
        assert_eq!(kept.faults[0].spot, Spot::Bytes(15..17));
    }

    #[test]
    fn large_files_are_read_the_same() {
        let row = |n: usize| format!("claim-{n},\"{}\"\n", n * 1_000);
        let text: String = std::iter::once("id,value\n".to_owned()).chain((0..100_000).map(row)).collect();
        let kept = table(text.as_bytes());
        assert_eq!(kept.rows.len(), 100_000);
        let (offset, last) = &kept.rows[99_999];
        assert_eq!(last[0].as_deref(), Some("claim-99999"));
        assert!(text[usize::try_from(*offset).expect("small")..].starts_with("claim-99999"));
    }

    #[test]
    fn a_record_without_end_is_refused() {
        let mut text = b"id,value\na,1\nb,\"".to_vec();
        text.resize(40 << 20, b'x');
        assert_eq!(faults(&text), ["the record is longer than 16 MiB"]);
    }
}
