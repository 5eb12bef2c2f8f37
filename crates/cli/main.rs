//! The `warraq` command: arguments in, calls of the library, words for people out.

mod args;
#[cfg(feature = "subword")]
mod encode;
mod eval;
mod exit;
mod filters;
mod gold;
mod inspect;
mod normalize;
mod options;
mod progress;
mod run;
mod segmenter;
mod spell;
mod stats;
#[cfg(feature = "subword")]
mod subword;
mod train;

use clap::Parser;

use args::{Args, Command};
use exit::ExitCode;

fn main() -> std::process::ExitCode {
    let result = match Args::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Normalize(args) => normalize::normalize(&args),
        Command::Tokenize(args) => filters::tokenize(&args),
        Command::Sentences(args) => filters::sentences(&args),
        Command::Segment(args) => filters::segment(&args),
        Command::Stem(args) => filters::stem(&args),
        Command::Quantities(args) => filters::quantities(&args),
        Command::Entities(args) => filters::entities(&args),
        Command::Romanize(args) => filters::romanize(&args),
        Command::Spell(args) => spell::spell(&args),
        #[cfg(feature = "subword")]
        Command::Encode(args) => encode::encode(&args),
        Command::Train(args) => train::train(&args),
        Command::Eval(args) => eval::eval(&args),
        Command::Stats(args) => stats::stats(&args),
        Command::Report(args) => stats::report(&args),
        Command::Verify(args) => run::verify(&args),
        Command::Config(args) => run::config(&args),
    };
    result.unwrap_or_else(|error| ExitCode::of_error(&error)).into()
}
