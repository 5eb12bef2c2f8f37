//! Floors on the open halves of the suites of other parsers, which stand beside the project (with
//! `CI=true` in the environment they must). `cargo run -p warraq-quantities --example peers` prints
//! the table and the misses.

#[path = "peers/runner.rs"]
mod runner;

/// Suite and dimension, and the least percentage of its cases.
const FLOORS: [(&str, f64); 38] = [
    ("dateparser-ar test_languages", 98.0),
    ("duckling-AR Duration", 98.0),
    ("duckling-AR Numeral", 98.0),
    ("duckling-AR Ordinal", 98.0),
    ("duckling-AR PhoneNumber", 98.0),
    ("duckling-AR Quantity", 98.0),
    ("duckling-AR Temperature", 98.0),
    ("duckling-AR Volume", 98.0),
    ("duckling-AR-EG Numeral", 98.0),
    ("gen-icu-rbnf-cardinal-feminine cardinal", 99.5),
    ("gen-icu-rbnf-cardinal-masculine cardinal", 99.5),
    ("gen-icu-rbnf-ordinal-feminine ordinal", 98.0),
    ("gen-icu-rbnf-ordinal-masculine ordinal", 98.0),
    ("gen-num2words cardinal", 98.0),
    ("gen-num2words-ordinal ordinal", 98.0),
    ("gen-pyarabic cardinal", 98.0),
    ("gen-tafqit-f-acc cardinal", 99.5),
    ("gen-tafqit-f-nom cardinal", 99.5),
    ("gen-tafqit-m-acc cardinal", 99.5),
    ("gen-tafqit-m-nom cardinal", 99.5),
    ("maha duration", 97.0),
    ("maha numeral", 97.0),
    ("maha ordinal", 97.0),
    ("maha-num2text numeral", 97.0),
    ("nemo-itn decimal", 98.0),
    ("nemo-itn fraction", 98.0),
    ("nemo-itn measure", 98.0),
    ("recognizers-text-ar DateTime/DateExtractor", 90.0),
    ("recognizers-text-ar DateTime/DateParser", 90.0),
    ("recognizers-text-ar DateTime/DatePeriodExtractor", 90.0),
    ("recognizers-text-ar DateTime/DatePeriodParser", 90.0),
    ("recognizers-text-ar DateTime/DurationExtractor", 90.0),
    ("recognizers-text-ar DateTime/TimeExtractor", 90.0),
    ("recognizers-text-ar DateTime/TimeParser", 90.0),
    ("recognizers-text-ar DateTime/TimePeriodExtractor", 90.0),
    ("recognizers-text-ar Number/NumberModel", 90.0),
    ("recognizers-text-ar Number/OrdinalModel", 90.0),
    ("recognizers-text-ar Number/PercentModel", 90.0),
];

#[test]
fn suites_of_other_parsers() {
    let Some(rows) = runner::run(|_, _, _| {}) else {
        let must_exist = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!must_exist, "the suites are absent");
        return;
    };
    for (name, floor) in FLOORS {
        let percent = rows.get(name).map_or(0.0, runner::Row::percent);
        assert!(percent >= floor, "{name}: {percent:.1} % is below {floor} %");
    }
}
