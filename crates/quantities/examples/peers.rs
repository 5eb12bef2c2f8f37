//! Prints how the suites of other parsers come out, by suite and dimension; with the beginning of a
//! name as argument also the misses of the rows that begin so.

#![allow(clippy::print_stdout, reason = "the table is what it is run for")]

#[path = "../tests/peers/runner.rs"]
mod runner;

use runner::Verdict;

fn main() {
    let wanted = std::env::args().nth(1);
    let rows = runner::run(|case, found, verdict| {
        let name = format!("{} {}", case.suite, case.dim);
        let is_wanted = wanted.as_ref().is_some_and(|wanted| name.starts_with(wanted.as_str()));
        if is_wanted && verdict == Verdict::Wrong {
            let told: Vec<String> = found.quantities.iter().map(ToString::to_string).collect();
            println!("{name}: {} {:?}\n    {:?}\n    {told:?}", case.id, case.text, case.gold());
        }
    });
    let Some(rows) = rows else {
        println!("The suites are not beside the project.");
        return;
    };
    println!("{:<50}{:>7}{:>10}{:>8}", "suite and dimension", "cases", "left out", "right");
    for (name, row) in rows {
        println!("{name:<50}{:>7}{:>10}{:>7.1}%", row.cases, row.left_out, row.percent());
    }
}
