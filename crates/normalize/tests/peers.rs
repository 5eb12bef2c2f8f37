//! The profiles that promise the bytes of other programs, against what these are published to do
//! and against the programs themselves where they can be had.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use warraq_normalize::{Normalizer, Profile};

/// Lucene's `ArabicNormalizer` as its documentation tells it: three forms of alef become alef, alef
/// maqsura becomes yeh, teh marbuta becomes heh; harakat, tanwin, shadda, sukun and tatweel are removed; nothing else
/// changes.
fn lucene(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{0622}' | '\u{0623}' | '\u{0625}' => Some('\u{0627}'),
            '\u{0649}' => Some('\u{064A}'),
            '\u{0629}' => Some('\u{0647}'),
            '\u{0640}' | '\u{064B}'..='\u{0652}' => None,
            _ => Some(c),
        })
        .collect()
}

fn characters() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        4 => prop::char::range('\u{0600}', '\u{06FF}'),
        2 => prop::sample::select("اأإآٱىةكتب ـ\u{064E}\u{0651}\u{0654}\u{0655}\u{0653}a1".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(c, 0..100).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lucene_byte_for_byte(text in characters()) {
        let view = Normalizer::from(Profile::Lucene).normalize(&text);
        prop_assert_eq!(view.text, lucene(&text));
    }
}

/// Reads lines of code points in hexadecimal and writes them as CAMeL Tools normalizes them. Code points that this
/// Python's Unicode data does not know come back as a dash.
const SCRIPT: &str = "
import sys, unicodedata
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import *
for line in sys.stdin:
    text = ''.join(chr(int(c, 16)) for c in line.split())
    if any(unicodedata.category(c) == 'Cn' for c in text):
        print('-')
        continue
    text = dediac_ar(normalize_unicode(text))
    text = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(text)))
    print(' '.join('%x' % ord(c) for c in text))
";

/// Runs where Python can install the package; elsewhere it says so and passes.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn camel_byte_for_byte() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("camel-tools");
    let Some(python) = python_with_camel_tools(&directory) else {
        return eprintln!("left out: Python cannot install camel-tools");
    };
    let texts = sample_texts();
    let line = |text: &String| text.chars().map(|c| format!("{:x} ", c as u32)).collect::<String>();
    let input: Vec<_> = texts.iter().map(line).collect();
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(input.join("\n").as_bytes()));
    let output = child.wait_with_output().expect("Python ends");
    writer.join().expect("no panic").expect("Python reads all");
    assert!(output.status.success());
    let output = String::from_utf8(output.stdout).expect("hexadecimal numbers");
    let normalizer = Normalizer::from(Profile::Camel);
    let mut compared = 0;
    for (text, found) in texts.iter().zip(output.lines()).filter(|(_, found)| *found != "-") {
        assert_eq!(line(&normalizer.normalize(text).text).trim_end(), found, "of {text:?}");
        compared += 1;
    }
    assert!(compared * 2 > texts.len(), "{compared} of {}", texts.len());
}

/// Every character of the first two planes alone and on a letter, and random ones together.
fn sample_texts() -> Vec<String> {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut texts = Vec::new();
    for c in ('\0'..='\u{1FFFF}').filter(|c| !c.is_control()) {
        texts.push(format!("ا{c}\u{0654}{c}a"));
    }
    let mut runner = TestRunner::deterministic();
    for _ in 0..5000 {
        texts.push(characters().new_tree(&mut runner).expect("a text").current());
    }
    texts
}

/// A Python in a virtual environment with CAMeL Tools and the two packages that its string functions import.
fn python_with_camel_tools(directory: &Path) -> Option<PathBuf> {
    let python = directory.join("bin/python");
    let works = || {
        let mut import = Command::new(&python);
        let import =
            import.args(["-c", "import camel_tools.utils.normalize, camel_tools.utils.dediac"]);
        import.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if !works() {
        run(Command::new("python3").args(["-m", "venv"]).arg(directory))?;
        let packages = ["camel-tools==1.6.0", "six", "emoji"];
        run(Command::new(&python).args(["-m", "pip", "install", "--no-deps"]).args(packages))?;
    }
    works().then_some(python)
}

fn run(command: &mut Command) -> Option<()> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then_some(())
}
