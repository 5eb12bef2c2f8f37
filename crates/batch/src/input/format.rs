//! What the name of a file says of its content.

use std::path::Path;

/// How documents lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One document.
    Text,
    /// A JSON object a line.
    JsonLines,
    /// A document a line.
    TextLines,
    /// A table with a row of names, fields separated by this byte.
    Table(u8),
    /// Apache Parquet.
    Parquet,
    /// Files one after the other.
    Tar,
    /// Files with a directory at the end.
    Zip,
    /// Standard input: JSON lines if it begins with a brace, else text.
    Detect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
    /// Standard input: what its first bytes say.
    Detect,
}

/// Options that decide which names are read, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) html: bool,
    pub(super) lines: bool,
}

impl Reading {
    /// What the name of a file says, nothing for formats that are not read.
    pub(super) fn format(self, path: &Path) -> Option<(Layout, Compression)> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (name, compression) = match name.rsplit_once('.')? {
            (stem, "gz") => (stem, Compression::Gzip),
            (stem, "zst") => (stem, Compression::Zstd),
            (_, "tgz") => return Some((Layout::Tar, Compression::Gzip)),
            (_, "tzst") => return Some((Layout::Tar, Compression::Zstd)),
            _ => (name.as_str(), Compression::None),
        };
        let layout = match name.rsplit_once('.')?.1 {
            "txt" if self.lines => Layout::TextLines,
            "txt" => Layout::Text,
            "html" | "htm" | "xhtml" if self.html => Layout::Text,
            "jsonl" | "ndjson" => Layout::JsonLines,
            "csv" => Layout::Table(b','),
            "tsv" => Layout::Table(b'\t'),
            "parquet" if cfg!(feature = "arrow") => Layout::Parquet,
            "tar" => Layout::Tar,
            "zip" if compression == Compression::None => Layout::Zip,
            _ => return None,
        };
        Some((layout, compression))
    }
}

/// The formats that are read, for messages.
pub(super) const READ: &str = "\
    .txt, .jsonl, .csv, .tsv, .parquet or .tar, each also with .gz or .zst, .zip, and with --html .html";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<(Layout, Compression)>) {
        let reading = Reading { html: false, lines: false };
        assert_eq!(reading.format(Path::new(name)), expected, "{name}");
    }

    #[test]
    fn names() {
        check("a.txt", Some((Layout::Text, Compression::None)));
        check("خبر.TXT.GZ", Some((Layout::Text, Compression::Gzip)));
        check("a.jsonl.zst", Some((Layout::JsonLines, Compression::Zstd)));
        check("a.b.tsv", Some((Layout::Table(b'\t'), Compression::None)));
        check("a.tgz", Some((Layout::Tar, Compression::Gzip)));
        check("a.tar.zst", Some((Layout::Tar, Compression::Zstd)));
        check("a.zip", Some((Layout::Zip, Compression::None)));
        check("a.zip.gz", None);
        check("a.html", None);
        check("a.gz", None);
        check("txt", None);
        let html = Reading { html: true, lines: true };
        assert_eq!(html.format(Path::new("a.htm")), Some((Layout::Text, Compression::None)));
        assert_eq!(html.format(Path::new("a.txt")), Some((Layout::TextLines, Compression::None)));
    }
}
