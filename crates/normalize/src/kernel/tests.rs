//! The kernels do the same, and the fast reading does what the careful one does.

use proptest::prelude::*;
use warraq_text::{AlignmentBuilder, View};

use super::*;
use crate::options::Options;
use crate::profile::Profile;

/// The kernels of this machine.
fn engines() -> Vec<Engine> {
    let mut engines = vec![Engine::Plain];
    #[cfg(target_arch = "x86_64")]
    engines.extend(avx2::Avx2::detect().map(Engine::Avx2));
    #[cfg(has_avx512)]
    engines.extend(avx512::Avx512::detect().map(Engine::Avx512));
    engines
}

impl Engine {
    fn classify(self, tables: &Tables, block: &Block) -> Masks {
        match self {
            Self::Plain => Plain.classify(tables, block),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(kernel) => kernel.classify(tables, block),
            #[cfg(has_avx512)]
            Self::Avx512(kernel) => kernel.classify(tables, block),
        }
    }

    fn frame(self, block: &Block) -> Frame {
        match self {
            Self::Plain => Plain.frame(block),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(kernel) => kernel.frame(block),
            #[cfg(has_avx512)]
            Self::Avx512(kernel) => kernel.frame(block),
        }
    }

    fn compress(self, block: &Block, keep: u64) -> Vec<u8> {
        let mut out = vec![0; ROOM];
        // SAFETY: there are `ROOM` bytes.
        unsafe {
            match self {
                Self::Plain => Plain.compress(block, keep, out.as_mut_ptr()),
                #[cfg(target_arch = "x86_64")]
                Self::Avx2(kernel) => kernel.compress(block, keep, out.as_mut_ptr()),
                #[cfg(has_avx512)]
                Self::Avx512(kernel) => kernel.compress(block, keep, out.as_mut_ptr()),
            }
        }
        out.truncate(keep.count_ones() as usize);
        out
    }
}

fn rules(with: &str) -> Rules {
    if let Some(profile) = with.strip_prefix("profile=") {
        return Rules::new(profile.parse::<Profile>().expect("a profile").into());
    }
    let mut options = Options::default();
    with.split_whitespace().for_each(|name| options.set(name).expect("an option"));
    Rules::new(options)
}

/// Options of which every character has its own rule.
fn local_options() -> impl Strategy<Value = String> {
    let local = |name: &String| rules(name).are_local();
    let names: Vec<_> = Options::names().filter(local).collect();
    let profiles = Profile::ALL.map(|profile| format!("profile={profile}"));
    prop_oneof![
        prop::sample::subsequence(names, 1..=5).prop_map(|names| names.join(" ")),
        prop::sample::select(profiles.to_vec()),
    ]
}

fn fast(engine: Engine, rules: &Rules, tables: &Tables, source: &str) -> View {
    let mut view = View::default();
    let View { text, alignment } = &mut view;
    let mut pass = Pass::new(rules, source, AlignmentBuilder::new(alignment, source.len()));
    engine.read(&mut pass, tables, text);
    view
}

/// The same for bytes of which nobody knows whether they are UTF-8.
fn fast_bytes(
    engine: Engine,
    rules: &Rules,
    tables: &Tables,
    bytes: &[u8],
) -> Result<View, NotUtf8> {
    let mut view = View::default();
    let View { text, alignment } = &mut view;
    let mut pass = Pass::new(rules, "", AlignmentBuilder::new(alignment, bytes.len()));
    engine.read_bytes(&mut pass, bytes, tables, text)?;
    Ok(view)
}

fn careful(rules: &Rules, source: &str) -> View {
    let mut view = View::default();
    let View { text, alignment } = &mut view;
    let mut pass = Pass::new(rules, source, AlignmentBuilder::new(alignment, source.len()));
    let mut at = 0;
    while at < source.len() {
        at = pass.cluster(at, text);
    }
    view
}

#[track_caller]
fn check(rules: &Rules, source: &str) {
    let tables = Tables::new(rules);
    let expected = careful(rules, source);
    for engine in engines() {
        let view = fast(engine, rules, &tables, source);
        assert!(std::str::from_utf8(view.text.as_bytes()).is_ok());
        assert_eq!(view, expected, "{engine:?}, {:?} of {source:?}", rules.options);
        let view = fast_bytes(engine, rules, &tables, source.as_bytes());
        assert_eq!(view, Ok(expected.clone()), "{engine:?}, {:?} of {source:?}", rules.options);
    }
}

/// Checks that every kernel takes the bytes for UTF-8 just if they are.
#[track_caller]
fn check_utf8(rules: &Rules, tables: &Tables, bytes: &[u8]) {
    let expected = std::str::from_utf8(bytes);
    for engine in engines() {
        let mut text = String::new();
        let mut pass = Pass::new(rules, "", crate::pass::Untracked);
        let read = engine.read_bytes(&mut pass, bytes, tables, &mut text);
        assert_eq!(read.ok(), expected.ok(), "{engine:?} of {bytes:?}");
    }
    if let Ok(source) = expected {
        check(rules, source);
    }
}

/// Bytes that end, begin, break off or overlong what UTF-8 may write.
const PIECES: [&[u8]; 34] = [
    b"\x80",
    b"\xBF",
    b"\xC0\x80",
    b"\xC1\xBF",
    b"\xC2",
    b"\xC2\xA0",
    b"\xD8\xA8",
    b"\xD8",
    b"\xD9\x8E",
    b"\xD9",
    b"\xDF\xBF\x80",
    b"\xD9\xD9\x8E",
    b"\xE0\x9F\xBF",
    b"\xE0\xA0\x80",
    b"\xE2\x80\x9C",
    b"\xE2\x80",
    b"\xE2",
    b"\xED\x9F\xBF",
    b"\xED\xA0\x80",
    b"\xED\xBF\xBF",
    b"\xEF\xBB\xBF",
    b"\xEF\xBB\x8E\x80",
    b"\xE2\xD8\xA8",
    b"\xF0\x8F\xBF\xBF",
    b"\xF0\x90\x80\x80",
    b"\xF0\x9F\x98\x80",
    b"\xF0\x9F\x98",
    b"\xF0\x9F",
    b"\xF0",
    b"\xF4\x8F\xBF\xBF",
    b"\xF4\x90\x80\x80",
    b"\xF5\x80\x80\x80",
    b"\xFF",
    b"\xD9\x94",
];

/// Bytes that are nearly text.
fn near_texts() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just("سلام قال ".as_bytes().to_vec()),
        2 => Just(b"abc ".to_vec()),
        2 => prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
        2 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Words in which marks, controls, ligatures, decomposed letters and long characters come at
/// every place of a block.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(vec![
            "ا", "ل", "م", "سلام", "قال ", " ", "a", "\n", "ة", "ى", "أ", "٣", "۴", "ـ", "\u{064E}", "\u{0651}",
        ])
        .prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "\u{0654}", "\u{0653}", "\u{0301}", "\u{200F}", "\u{200C}", "\u{200D}", "\u{061C}", "\u{00A0}", "«", "“", "…",
            "ﻻ", "ﺍ", "ﷺ", "\u{FE7C}", "é", "😀", "中", "각", "\u{11A8}", "½", "\u{06D6}", "ک", "،", "»", "\u{00AD}", "¼", "\u{0085}",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (0_usize..130).prop_map(|n| "\u{064E}".repeat(n)),
        1 => (0_usize..130).prop_map(|n| "ب".repeat(n)),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn cases() -> ProptestConfig {
    let cases = if cfg!(miri) { 4 } else { 1500 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn fast_and_careful_reading_agree(with in local_options(), text in texts()) {
        check(&rules(&with), &text);
    }

    #[test]
    fn kernels_agree_on_any_bytes(with in local_options(), bytes in prop::collection::vec(any::<u8>(), 65), keep in any::<u64>()) {
        let tables = Tables::new(&rules(&with));
        let block = bytes.try_into().expect("65 bytes");
        for engine in engines() {
            prop_assert_eq!(engine.classify(&tables, &block), Plain.classify(&tables, &block));
            prop_assert_eq!(engine.frame(&block), Plain.frame(&block));
            prop_assert_eq!(engine.compress(&block, keep), Engine::Plain.compress(&block, keep));
        }
    }

    #[test]
    fn bytes_are_utf8_or_not(with in local_options(), bytes in near_texts(), flip in any::<(prop::sample::Index, u8)>()) {
        let rules = rules(&with);
        let tables = Tables::new(&rules);
        check_utf8(&rules, &tables, &bytes);
        let mut broken = bytes;
        if !broken.is_empty() {
            let at = flip.0.index(broken.len());
            broken[at] = flip.1;
            check_utf8(&rules, &tables, &broken);
        }
    }

    #[test]
    fn any_bytes_are_utf8_or_not(with in local_options(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let rules = rules(&with);
        check_utf8(&rules, &Tables::new(&rules), &bytes);
    }
}

#[test]
fn broken_bytes_at_every_place_of_a_block() {
    let rules = rules("profile=light");
    let tables = Tables::new(&rules);
    let places = if cfg!(miri) { vec![0, 61, 62, 63, 64] } else { (0..131).collect() };
    for (before, after) in [("x", ""), ("x", "x"), ("x", "ﻻ"), ("\u{064E}", "\u{0654}")] {
        for &place in &places {
            for piece in PIECES.into_iter().step_by(if cfg!(miri) { 7 } else { 1 }) {
                let start = before.repeat(place).into_bytes();
                let end = after.repeat(70).into_bytes();
                check_utf8(&rules, &tables, &[&start, piece, &end].concat());
            }
        }
    }
}

/// Every two bytes, and the bytes that may make a third and fourth wrong.
#[test]
fn every_lead_byte_with_every_second() {
    let rules = rules("profile=none");
    let tables = Tables::new(&rules);
    let step = if cfg!(miri) { 47 } else { 1 };
    for first in (0x80..=0xFF_u8).step_by(step) {
        for second in (0..=0xFF_u8).step_by(step) {
            for rest in [&b""[..], b"\x80", b"\x80\xBF", b"\x80\x80\x80", b"a"] {
                check_utf8(&rules, &tables, &[&[first, second], rest].concat());
            }
        }
    }
}

#[test]
fn kernels_agree_on_every_pair_of_bytes() {
    let tables = Tables::new(&rules("profile=search"));
    let step = if cfg!(miri) { 51 } else { 1 };
    for first in (0..=255).step_by(step) {
        for second in (0..=255).step_by(step) {
            let mut block = [0; BLOCK + 1];
            block
                .chunks_mut(2)
                .for_each(|pair| pair.copy_from_slice(&[first, second][..pair.len()]));
            for engine in engines() {
                assert_eq!(engine.classify(&tables, &block), Plain.classify(&tables, &block));
                assert_eq!(engine.frame(&block), Plain.frame(&block));
            }
        }
    }
}

#[test]
fn edges_of_blocks() {
    let (light, search) = (rules("profile=light"), rules("profile=search"));
    // Miri takes its time.
    let lengths = if cfg!(miri) { vec![0, 61, 62, 63, 64] } else { (0..200).collect() };
    for n in lengths {
        for end in [
            "",
            "\u{064E}\u{0654}",
            "“",
            "ﺏ\u{064E}",
            "\u{064E}",
            "٣",
            "ة",
            "\u{0654}",
            "ﻻ",
            "😀",
            "ـ\u{064E}\u{0651}ب",
        ]
        .into_iter()
        .take(if cfg!(miri) { 4 } else { 11 })
        {
            for base in ["x", "ا", "“", "\u{064E}", "ﺍ"] {
                check(&light, &format!("{}{base}{end}", "y".repeat(n)));
                if cfg!(not(miri)) {
                    check(&search, &format!("{}{base}{end} ب", "y".repeat(n)));
                }
            }
        }
    }
}
