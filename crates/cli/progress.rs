//! How far a run has come: a bar where a person watches, else a line now and then.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

/// Time between two lines in a log.
const LOG_EVERY: Duration = Duration::from_secs(30);

/// Tells on standard error. That nobody may be left to be told is no error.
pub(crate) struct Progress {
    quiet: bool,
    bar: ProgressBar,
    total: u64,
    started: Instant,
    logged: Instant,
    /// Bytes that were read at the first progress: what a run before had done.
    first: Option<u64>,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = if quiet || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            visible_bar()
        };
        let (started, logged) = (Instant::now(), Instant::now());
        Self { quiet, bar, total: 0, started, logged, first: None }
    }

    pub(crate) fn begin(&mut self, files: usize, bytes: u64, passed_over: u64) {
        self.total = bytes;
        self.bar.set_length(bytes);
        if passed_over > 0 {
            let (read, over) = (HumanCount(files as u64), HumanCount(passed_over));
            self.say(&format!("{read} files to read, {over} of other formats passed over"));
        } else if files == 0 {
            self.say("no files to read");
        }
    }

    pub(crate) fn advance(&mut self, documents: u64, bytes: u64) {
        self.bar.set_position(bytes);
        self.bar.set_message(format!("{} documents", HumanCount(documents)));
        let first = *self.first.get_or_insert(bytes);
        if !self.quiet && self.bar.is_hidden() && self.logged.elapsed() >= LOG_EVERY {
            self.logged = Instant::now();
            let line =
                log_line(documents, bytes, self.total, bytes - first, self.started.elapsed());
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Tells something that is no failure.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.warn(text);
        }
    }

    /// Tells a failure.
    pub(crate) fn warn(&self, text: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr(), "warraq: {text}");
        });
    }

    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn visible_bar() -> ProgressBar {
    let style = "{bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left  {msg}";
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template(style).expect("the template is well formed"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// `1,234 documents, 40 MiB of 2 GiB, 8 MB/s, 4 minutes left`; sizes are those on disk.
fn log_line(documents: u64, bytes: u64, total: u64, done: u64, elapsed: Duration) -> String {
    let speed = done as f64 / elapsed.as_secs_f64().max(1e-9);
    let mut line = format!("{} documents, {}", HumanCount(documents), HumanBytes(bytes));
    // Of standard input the size is not known.
    if total >= bytes {
        line += &format!(" of {}", HumanBytes(total));
    }
    line += &format!(", {:.1} MB/s", speed / 1e6);
    if total >= bytes && speed > 0.0 {
        let left = Duration::from_secs_f64((total - bytes) as f64 / speed);
        line += &format!(", {} left", HumanDuration(left));
    }
    line
}
