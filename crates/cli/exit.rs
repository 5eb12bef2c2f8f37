use std::io;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitCode {
    /// All is done.
    Success,
    /// All is done but for documents or lines that could not be read.
    SomeFailed,
    /// Nothing could be done.
    CouldNotRun,
    /// Stopped by a signal, as shells tell it for Ctrl-C.
    Interrupted,
}

impl ExitCode {
    /// Says what went wrong. A reader that has seen enough and closed the pipe is no error.
    #[expect(clippy::print_stderr, reason = "the one place that reports why the command ends")]
    pub(crate) fn of_error(error: &anyhow::Error) -> Self {
        let closed_pipe = error.chain().any(|cause| {
            let io = cause.downcast_ref::<io::Error>();
            let json = cause.downcast_ref::<serde_json::Error>();
            io.map(io::Error::kind).or(json.and_then(serde_json::Error::io_error_kind))
                == Some(io::ErrorKind::BrokenPipe)
        });
        if closed_pipe {
            return Self::Success;
        }
        eprintln!("warraq: {error:#}");
        Self::CouldNotRun
    }
}

impl ExitCode {
    pub(crate) fn number(self) -> i32 {
        match self {
            Self::Success => 0,
            Self::SomeFailed => 1,
            Self::CouldNotRun => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        u8::try_from(code.number()).map_or(Self::FAILURE, Self::from)
    }
}
