use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use warraq_normalize::{Normalizer, fold_key};

/// Rows of a file whose fields are parted by tabs and whose first line names them.
pub(crate) struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let mut rows = read_rows(path)?.into_iter();
        let header = rows.next().unwrap_or_default();
        let columns = header.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        Ok(Self { columns, rows: rows.collect() })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|fields| Row { columns: &self.columns, fields })
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    columns: &'t HashMap<String, usize>,
    fields: &'t [String],
}

impl<'t> Row<'t> {
    /// The field of this column, empty if there is none.
    pub(crate) fn get(self, column: &str) -> &'t str {
        self.columns.get(column).and_then(|&at| self.fields.get(at)).map_or("", String::as_str)
    }

    /// The keys of the Arabic form and its variants.
    pub(crate) fn arabic(self) -> impl Iterator<Item = (&'t str, String)> {
        [self.get("arabic"), self.get("variants")]
            .into_iter()
            .flat_map(|field| field.split('|'))
            .map(|form| (form, phrase_key(form)))
            .filter(|(_, key)| !key.is_empty())
    }

    /// The keys of the Latin form and its variants.
    pub(crate) fn latin(self) -> impl Iterator<Item = (&'t str, String)> {
        [self.get("latin"), self.get("latin_variants")]
            .into_iter()
            .flat_map(|field| field.split('|'))
            .map(|form| (form, phrase_key(form)))
            .filter(|(_, key)| key.len() > 1)
    }
}

/// Rows of a file without a header.
pub(crate) fn read_rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// The tokens of `form` as the pipeline sees them, folded, parted by spaces.
pub(crate) fn phrase_key(form: &str) -> String {
    let view = Normalizer::light().normalize(form);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let keys: Vec<String> = tokens.iter().map(|token| fold_key(view.slice(token.span))).collect();
    keys.join(" ")
}
