use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
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
        let Fields(fields) = serde_json::from_str(line)
            .map_err(|e| BadDocument(format!("not a JSON object: {e}")))?;
        let mut document =
            Self { id: id.into(), text: "".into(), encoding: Encoding::Utf8, meta: Vec::new() };
        let mut has_text = false;
        for (name, value) in fields {
            if name == text_field {
                document.text = string(value).ok_or_else(|| {
                    BadDocument(format!("field {text_field:?} is not a valid string"))
                })?;
                has_text = true;
            } else if name == id_field {
                document.id = identifier(value).ok_or_else(|| {
                    BadDocument(format!("{id_field} is neither a string nor a number"))
                })?;
            } else {
                document.meta.push((name, Cow::Borrowed(value)));
            }
        }
        if has_text { Ok(document) } else { Err(BadDocument(format!("no field {text_field:?}"))) }
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

fn string(value: &RawValue) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
    serde_json::from_str::<Text<'_>>(value.get()).ok().map(|text| text.0)
}

fn identifier(value: &RawValue) -> Option<Cow<'_, str>> {
    match value.get().as_bytes().first() {
        Some(b'0'..=b'9' | b'-') => Some(value.get().into()),
        _ => string(value),
    }
}

/// The fields of a JSON object, in order, with their values unread.
struct Fields<'d>(Vec<(Cow<'d, str>, &'d RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the fields of a document")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                #[derive(Deserialize)]
                struct Name<'n>(#[serde(borrow)] Cow<'n, str>);
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<Name<'de>, &'de RawValue>()? {
                    fields.push((name.0, value));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        check(r#"{"id": 17, "text": ""}"#, Ok(("17", "")));
        check(r#"{"id": "a"}"#, Err("no field \"text\""));
        check(r#"{"text": 5}"#, Err("not a valid string"));
        check(r#"{"text": "\ud800"}"#, Err("not a valid string"));
        check(r#"{"text": "a""#, Err("not a JSON object"));
        check("[1]", Err("not a JSON object"));
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
