use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::decode::{Encoding, UnknownEncoding, decode};
use crate::html::text_of_html;
use crate::mojibake::Misread;
use crate::options::RunOptions;

/// A document to be analyzed.
#[derive(Debug)]
pub struct Document<'d> {
    /// Names it in the records.
    pub id: Cow<'d, str>,
    /// The decoded source.
    pub text: Cow<'d, str>,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// Fields of the source that are carried through, in their order and spelling.
    pub meta: Vec<(Cow<'d, str>, Cow<'d, RawValue>)>,
}

impl<'d> Document<'d> {
    /// A document without further fields.
    #[must_use]
    pub fn new(id: &'d str, text: &'d str) -> Self {
        Self { id: id.into(), text: text.into(), encoding: Encoding::Utf8, meta: Vec::new() }
    }

    /// The document in the bytes of a text file.
    ///
    /// # Errors
    /// If the encoding is unknown.
    pub fn from_text(id: &'d str, bytes: &'d [u8]) -> Result<Self, BadDocument> {
        let (text, encoding) = decode(bytes)?;
        Ok(Self { id: id.into(), text, encoding, meta: Vec::new() })
    }

    /// The document in a line of JSON: an object with the text in `text_field` and perhaps an `id`,
    /// a string or a number; without it the document is called `id`.
    ///
    /// # Errors
    /// If the encoding is unknown, the line is no JSON object, or it has no text.
    pub fn from_json(id: &'d str, line: &'d [u8], text_field: &str) -> Result<Self, BadDocument> {
        Self::from_json_fields(id, line, text_field, "id")
    }

    /// As [`Document::from_json`], with the id in `id_field`.
    ///
    /// # Errors
    /// If the encoding is unknown, the line is no JSON object, or it has no text.
    pub fn from_json_fields(
        id: &'d str,
        line: &'d [u8],
        text_field: &str,
        id_field: &str,
    ) -> Result<Self, BadDocument> {
        match decode(line)? {
            (Cow::Borrowed(line), _) => Self::from_fields(id, line, text_field, id_field),
            (Cow::Owned(line), encoding) => {
                let document = Document::from_fields(id, &line, text_field, id_field)?;
                Ok(Self { encoding, ..document.into_owned() })
            }
        }
    }

    fn from_fields(
        id: &'d str,
        line: &'d str,
        text_field: &str,
        id_field: &str,
    ) -> Result<Self, BadDocument> {
        let fields = read_fields(line, text_field).ok_or_else(|| {
            let fault = serde_json::from_str::<IgnoredAny>(line).err();
            BadDocument(match fault {
                Some(fault) => format!("not a JSON object: {fault}"),
                None => "not a JSON object".to_owned(),
            })
        })?;
        let (mut text, mut own_id, mut meta) = (None, None, Vec::new());
        for (name, value) in fields {
            match value {
                Value::Read(read) => text = Some(read),
                Value::Written(written) if name == text_field => {
                    text = Some(string(written).ok_or_else(|| {
                        BadDocument(format!("field {text_field:?} is not a valid string"))
                    })?);
                }
                Value::Written(written) if name == id_field => {
                    own_id = Some(identifier(written).ok_or_else(|| {
                        BadDocument(format!("{id_field} is neither a string nor a number"))
                    })?);
                }
                Value::Written(written) => {
                    let value = serde_json::from_str(written).map_err(|e| {
                        BadDocument(format!("not a JSON object: field {name:?}: {e}"))
                    })?;
                    meta.push((name, Cow::Borrowed(value)));
                }
            }
        }
        let text = text.ok_or_else(|| BadDocument(format!("no field {text_field:?}")))?;
        let id = own_id.unwrap_or(Cow::Borrowed(id));
        Ok(Self { id, text, encoding: Encoding::Utf8, meta })
    }

    fn into_owned(self) -> Document<'static> {
        let Self { id, text, encoding, meta } = self;
        let owned = |(name, value): (Cow<'_, str>, Cow<'_, RawValue>)| {
            (Cow::Owned(name.into_owned()), Cow::Owned(value.into_owned()))
        };
        Document {
            id: Cow::Owned(id.into_owned()),
            text: Cow::Owned(text.into_owned()),
            encoding,
            meta: meta.into_iter().map(owned).collect(),
        }
    }

    /// Reads the text as `options` say: as HTML, and as text that was misread before.
    ///
    /// # Errors
    /// If it is HTML that cannot be laid out, in words; then the text is as it was.
    pub(crate) fn prepare(&mut self, options: &RunOptions) -> Result<(), String> {
        if options.html {
            self.text = Cow::Owned(text_of_html(&self.text)?);
        }
        self.recognize_mojibake(options.repair_mojibake);
        Ok(())
    }

    /// Tells in `encoding` whether the text is UTF-8 that was misread before, and repairs it if so
    /// wished.
    pub fn recognize_mojibake(&mut self, repair: bool) {
        let Some(misread) = Misread::recognize(&self.text) else { return };
        if repair {
            self.text = misread.repair(&self.text).into();
        }
        self.encoding =
            if repair { Encoding::Repaired(misread) } else { Encoding::Misread(misread) };
    }
}

/// Why a document could not be read, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDocument(String);

impl BadDocument {
    pub(crate) fn new(reason: String) -> Self {
        Self(reason)
    }
}

impl fmt::Display for BadDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadDocument {}

impl From<UnknownEncoding> for BadDocument {
    fn from(error: UnknownEncoding) -> Self {
        Self(error.to_string())
    }
}

/// The value of a field of a JSON object.
enum Value<'l> {
    /// What the string of the text field means.
    Read(Cow<'l, str>),
    /// As it is written.
    Written(&'l str),
}

/// The fields of a JSON object, in order; nothing if `line` is none.
///
/// Most of a line is one string, the text. It is read here, many bytes at once and only once.
fn read_fields<'l>(line: &'l str, text_field: &str) -> Option<Vec<(Cow<'l, str>, Value<'l>)>> {
    let mut fields = Vec::new();
    let mut rest = trim(line).strip_prefix('{').map(trim)?;
    while !rest.starts_with('}') || !fields.is_empty() {
        let (name, after) = split_string(rest)?;
        let (name, after) = (string(name)?, trim(after).strip_prefix(':').map(trim)?);
        let text = if name == text_field { read_string(after) } else { None };
        let (value, after) = match text {
            Some((text, after)) => (Value::Read(text), after),
            None => split_value(after).map(|(value, after)| (Value::Written(value), after))?,
        };
        fields.push((name, value));
        rest = trim(after);
        match rest.strip_prefix(',') {
            Some(after) => rest = trim(after),
            None => break,
        }
    }
    trim(rest.strip_prefix('}')?).is_empty().then_some(fields)
}

fn trim(rest: &str) -> &str {
    rest.trim_start_matches([' ', '\t', '\n', '\r'])
}

/// What a string at the beginning of `rest` means, and what follows, if all its escapes are of two
/// characters, as those of most texts are. Control characters, which JSON wants escaped, are taken as they
/// stand.
fn read_string(rest: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut rest = rest.strip_prefix('"')?;
    let mut text = String::new();
    loop {
        let at = memchr::memchr2(b'"', b'\\', rest.as_bytes())?;
        let (piece, after) = rest.split_at(at);
        if let Some(after) = after.strip_prefix('"') {
            if text.is_empty() {
                return Some((piece.into(), after));
            }
            text.push_str(piece);
            return Some((text.into(), after));
        }
        text.reserve(rest.len());
        text.push_str(piece);
        text.push(match after.as_bytes().get(1)? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            sign @ (b'"' | b'\\' | b'/') => char::from(*sign),
            _ => return None,
        });
        rest = &after[2..];
    }
}

/// A value at the beginning of `rest` and what follows.
fn split_value(rest: &str) -> Option<(&str, &str)> {
    split_string(rest).or_else(|| {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let value = values.next()?.ok()?;
        Some((value.get(), rest.get(values.byte_offset()..)?))
    })
}

/// A string at the beginning of `rest`, with its quotes, and what follows.
fn split_string(rest: &str) -> Option<(&str, &str)> {
    rest.strip_prefix('"')?;
    let mut at = 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', rest.as_bytes().get(at..)?)?;
        if rest.as_bytes()[at] == b'"' {
            return Some(rest.split_at(at + 1));
        }
        at += 2;
    }
}

fn string(written: &str) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
    serde_json::from_str::<Text<'_>>(written).ok().map(|text| text.0)
}

fn identifier(written: &str) -> Option<Cow<'_, str>> {
    match written.as_bytes().first() {
        Some(b'0'..=b'9' | b'-') => Some(written.into()),
        _ => string(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[track_caller]
    fn check(line: &str, expected: Result<(&str, &str), &str>) {
        match (Document::from_json("file#1", line.as_bytes(), "text"), expected) {
            (Ok(document), Ok((id, text))) => {
                assert_eq!((&*document.id, &*document.text), (id, text))
            }
            (Err(error), Err(words)) => {
                assert!(error.to_string().contains(words), "{error} does not say {words:?}");
            }
            (found, _) => panic!("{line}: {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn json_lines() {
        check(r#"{"id": "a", "text": "نص"}"#, Ok(("a", "نص")));
        check(r#"{"text": "\u0646\n"}"#, Ok(("file#1", "ن\n")));
        check(r#"{"text": "\\n\"\/\t\r\n"}"#, Ok(("file#1", "\\n\"/\t\r\n")));
        check(r#"{"text": "ن\\"}"#, Ok(("file#1", "ن\\")));
        check(r#"{"text": "\b\f\ud83d\ude00"}"#, Ok(("file#1", "\u{8}\u{C}😀")));
        check(r#"{"id": 17, "text": ""}"#, Ok(("17", "")));
        check(r#"{"text": "\\n\"\/\t\r\n"}"#, Ok(("file#1", "\\n\"/\t\r\n")));
        check(r#"{"text": "\b\f\ud83d\ude00 نص \n"}"#, Ok(("file#1", "\u{8}\u{C}😀 نص \n")));
        check(" {\"text\" :\t\"ن\\\\\" , \"id\":\"\\u0061\"}\r", Ok(("a", "ن\\")));
        check(r#"{"te\u0078t": "نص", "text": "آخر"}"#, Ok(("file#1", "آخر")));
        check("{\"text\": \"a\tb\"}", Ok(("file#1", "a\tb")));
        check("{}", Err("no field \"text\""));
        check(r#"{"id": "a"}"#, Err("no field \"text\""));
        check(r#"{"text": 5}"#, Err("not a valid string"));
        check(r#"{"text": "\ud800"}"#, Err("not a valid string"));
        check(r#"{"text": "a""#, Err("not a JSON object"));
        check("[1]", Err("not a JSON object"));
        check(r#"{"text": "a"} x"#, Err("not a JSON object"));
        check(r#"{"text": "a",}"#, Err("not a JSON object"));
        check(r#"{"text": "a" "b": 1}"#, Err("not a JSON object"));
        check(r#"{"text": "a\"#, Err("not a JSON object"));
        check(r#"{"text": "a", "b": tru}"#, Err("not a JSON object"));
        check("{\"text\": \"a\", \"b\": \"\u{1}\"}", Err("not a JSON object"));
    }

    proptest! {
        /// As `serde_json` writes and reads them.
        #[test]
        fn any_fields(fields in prop::collection::btree_map(".{0,3}|text|id", ".{0,40}", 0..5)) {
            let line = serde_json::to_string(&fields).expect("strings");
            let found = Document::from_json("x", line.as_bytes(), "text");
            let Some(text) = fields.get("text") else {
                prop_assert!(found.is_err());
                return Ok(());
            };
            let found = found.expect("a document");
            prop_assert_eq!(&found.text, text);
            prop_assert_eq!(&found.id, fields.get("id").map_or("x", String::as_str));
            for (name, value) in &found.meta {
                let value: String = serde_json::from_str(value.get()).expect("a string");
                prop_assert_eq!(Some(&value), fields.get(&**name));
            }
        }

        #[test]
        fn no_line_is_read_otherwise_than_by_serde(line in "[{}:,\"\\\\ntu0 1\\[\\]]{0,24}|\\{\"text\":.{0,12}\\}") {
            let expected: Option<HashMap<String, IgnoredAny>> = serde_json::from_str(&line).ok();
            let found = Document::from_json("x", line.as_bytes(), "text");
            prop_assert!(expected.is_some() || found.is_err(), "{:?}", found);
        }
    }

    #[test]
    fn lines_in_other_encodings() {
        let line = r#"{"id": "م", "text": "نص في سطر من ملف قديم"}"#;
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(line);
        let document = Document::from_json("x", &bytes, "text").unwrap();
        let Document { id, text, encoding, .. } = document;
        assert_eq!((&*id, &*text), ("م", "نص في سطر من ملف قديم"));
        assert_eq!(encoding, Encoding::Windows1256);
    }

    #[test]
    fn other_fields_are_kept_as_written() {
        let line = r#"{"n": 1.50e400, "text": "نص", "tags": ["b", "a"]}"#;
        let document = Document::from_json("x", line.as_bytes(), "text").unwrap();
        let meta: Vec<_> = document.meta.iter().map(|(k, v)| (&**k, v.get())).collect();
        assert_eq!(meta, [("n", "1.50e400"), ("tags", "[\"b\", \"a\"]")]);
    }
}
