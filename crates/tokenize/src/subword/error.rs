use std::fmt;

/// Why a subword tokenizer could not be read, trained or applied.
#[derive(Debug)]
pub struct SubwordError(String);

impl SubwordError {
    pub(super) fn new(what: &str, cause: impl fmt::Display) -> Self {
        Self(format!("{what}: {cause}"))
    }
}

impl fmt::Display for SubwordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SubwordError {}
