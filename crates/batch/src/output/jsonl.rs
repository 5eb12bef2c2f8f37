//! Records as lines of JSON.
//!
//! Most of a record are rows of tokens. They are written here, three times as fast as by way of
//! `serde`, which copies and looks through every name of a field; all else is left to `serde_json`.

use serde_json::Result;

use crate::record::{CliticRow, Record, TOKENS, TokenRow, tokens};

/// Appends a record as `serde_json` would write it, and the end of the line.
pub(super) fn write(out: &mut Vec<u8>, record: Record<'_>) -> Result<()> {
    let before = out.len();
    let written = write_object(out, record);
    match written {
        Ok(()) => out.push(b'\n'),
        Err(_) => out.truncate(before),
    }
    written
}

fn write_object(out: &mut Vec<u8>, record: Record<'_>) -> Result<()> {
    if !record.found().stages().tokens {
        return serde_json::to_writer(out, &record);
    }
    let [head, tail] = record.around_tokens();
    serde_json::to_writer(&mut *out, &head)?;
    *out.last_mut().expect("an object ends in a brace") = b',';
    write_string(out, TOKENS)?;
    out.push(b':');
    write_list(out, tokens(record.found()), write_token)?;
    let joint = out.len();
    serde_json::to_writer(&mut *out, &tail)?;
    if out.len() > joint + "{}".len() {
        out[joint] = b',';
    } else {
        out.remove(joint);
    }
    Ok(())
}

fn write_token(out: &mut Vec<u8>, token: TokenRow<'_>) -> Result<()> {
    let TokenRow { place: _, start, end, kind, norm, stem, clitics } = token;
    begin_row(out, (start, end), b",\"kind\":\"", kind);
    out.extend_from_slice(b",\"norm\":");
    write_string(out, norm)?;
    out.extend_from_slice(b",\"stem\":");
    match stem {
        Some(stem) => write_string(out, stem)?,
        None => out.extend_from_slice(b"null"),
    }
    if let Some(clitics) = clitics {
        out.extend_from_slice(b",\"clitics\":");
        write_list(out, clitics.rows(), write_clitic)?;
    }
    out.push(b'}');
    Ok(())
}

fn write_clitic(out: &mut Vec<u8>, clitic: CliticRow<'_>) -> Result<()> {
    let CliticRow { start, end, role, form } = clitic;
    begin_row(out, (start, end), b",\"role\":\"", role);
    out.extend_from_slice(b",\"form\":");
    write_string(out, form)?;
    out.push(b'}');
    Ok(())
}

fn write_list<T>(
    out: &mut Vec<u8>,
    rows: impl Iterator<Item = T>,
    write_row: impl Fn(&mut Vec<u8>, T) -> Result<()>,
) -> Result<()> {
    out.push(b'[');
    for (index, row) in rows.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_row(out, row)?;
    }
    out.push(b']');
    Ok(())
}

/// Writes where a row stands and then, after `before`, one of our own words, in which nothing needs to
/// be escaped.
fn begin_row(out: &mut Vec<u8>, (start, end): (u32, u32), before: &[u8], name: &'static str) {
    let mut digits = itoa::Buffer::new();
    out.extend_from_slice(b"{\"start\":");
    out.extend_from_slice(digits.format(start).as_bytes());
    out.extend_from_slice(b",\"end\":");
    out.extend_from_slice(digits.format(end).as_bytes());
    out.extend_from_slice(before);
    out.extend_from_slice(name.as_bytes());
    out.push(b'"');
}

fn write_string(out: &mut Vec<u8>, text: &str) -> Result<()> {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        return serde_json::to_writer(out, text);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::{Analyzer, Stages};
    use crate::document::Document;
    use crate::record::Layout;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn lines_are_those_of_serde(
            text in "([ء-ي\u{064B}-\u{0652}ـ]{1,9}|[ -~]{1,5}|\\PC|[\u{0}-\u{1F}\\\\\"]| و?بـ?10% |\n){0,30}",
            stages in 0..16_u8,
        ) {
            let [sentences, tokens, quantities, entities] = [1, 2, 4, 8].map(|bit| stages & bit > 0);
            let stages = Stages { sentences, tokens, quantities, entities };
            let document = Document::new("«1\"", &text);
            let analysis = Analyzer::new(stages).analyze(&text);
            let layout = Layout { stages, text: stages.sentences, ..Layout::default() };
            let record = Record::new(&document, &analysis, layout);
            let mut line = Vec::new();
            write(&mut line, record).expect("a record can be written");
            let expected = serde_json::to_string(&record).expect("a record can be written");
            prop_assert_eq!(String::from_utf8_lossy(&line), expected + "\n");
        }
    }
}
