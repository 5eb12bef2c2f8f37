use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a run could not be carried out.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An input does not exist or cannot be walked.
    Input(PathBuf, io::Error),
    /// A list of names has a line that is none: its number and the reason.
    Names(PathBuf, usize, String),
    /// A file of the result cannot be written.
    Output(PathBuf, io::Error),
    /// Options contradict each other, or a configuration says what is not allowed.
    Options(String),
    /// The directory of the result holds something that forbids the run, or cannot be gone on with.
    State(String),
    /// More documents failed than was allowed.
    TooManyFailures(u64),
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    pub(crate) fn input(path: &Path, error: io::Error) -> Self {
        ErrorKind::Input(path.to_owned(), error).into()
    }

    pub(crate) fn output(path: &Path, error: io::Error) -> Self {
        ErrorKind::Output(path.to_owned(), error).into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Input(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            ErrorKind::Names(path, line, reason) => {
                write!(f, "{}, line {line}: {reason}", path.display())
            }
            ErrorKind::Output(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            ErrorKind::Options(reason) | ErrorKind::State(reason) => f.write_str(reason),
            ErrorKind::TooManyFailures(allowed) => {
                write!(f, "more than {allowed} documents failed; the run can go on with --resume")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Input(_, error) | ErrorKind::Output(_, error) => Some(error),
            _ => None,
        }
    }
}
