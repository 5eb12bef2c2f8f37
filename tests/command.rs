//! The real binary, driven in fresh directories.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const ARTICLE: &str =
    "نشرت “نتفليكس” إعلاناً براتب يتراوح بين 300 و900 ألف دولار سنوياً، الخميس 27 يوليو/تموز 2023.\n";

fn warraq(directory: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // The command may end without reading its input.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the binary ends")
}

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().expect("a file has a parent")).expect("a directory");
    fs::write(path, bytes).expect("a file");
}

fn lines(path: impl AsRef<Path>) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("the result is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// What a filter prints for `input`.
#[track_caller]
fn check(args: &[&str], input: &str, expected: &str) {
    let output = warraq(directory().path(), args, input.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{args:?} of {input:?}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn run_writes_a_record_for_each_document_in_order() {
    let dir = directory();
    write(dir.path().join("in/b/2.txt"), ARTICLE);
    write(
        dir.path().join("in/a.jsonl"),
        "{\"id\": \"x\", \"text\": \"نص.\", \"year\": 2023}\n\n{\"text\": \"\"}\n",
    );
    write(dir.path().join("in/notes.pdf"), "not read");
    let output = warraq(dir.path(), &["run", "in", "--out", "out"], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let records = lines(dir.path().join("out/records.jsonl"));
    let ids: Vec<_> = records.iter().map(|record| record["id"].as_str().expect("id")).collect();
    assert_eq!(ids, ["x", "a.jsonl#3", "b/2.txt"]);
    assert_eq!(records[0]["meta"], json!({"year": 2023}));
    assert_eq!(records[0]["sentences"], json!([[0, 3]]));
    assert_eq!(records[1]["tokens"], json!([]));
    assert_eq!(records[2]["text"], ARTICLE);
    let salary = &records[2]["quantities"][0];
    assert_eq!(salary["surface"], "300 و900 ألف دولار سنوياً");
    assert_eq!(
        (&salary["min"], &salary["max"], &salary["currency"], &salary["per"]),
        (&json!(300_000), &json!(900_000), &json!("USD"), &json!("year"))
    );
    let manifest: Value =
        serde_json::from_slice(&fs::read(dir.path().join("out/manifest.json")).expect("manifest"))
            .expect("JSON");
    assert_eq!(manifest["documents"], 3);
    assert_eq!(manifest["inputs"][0]["documents"], 2);
    let summary = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(summary.contains("documents  3") && summary.contains("MB/s"), "{summary}");
}

#[test]
fn broken_documents_do_not_disturb_the_others() {
    let dir = directory();
    write(dir.path().join("in/1.txt"), b"\xD8\xB3\xFF\xD9\x84\xD8");
    write(
        dir.path().join("in/2.jsonl"),
        "{\"text\": \"سلام\"}\n{\"text\": \n[]\n{\"text\": \"\\ud800\"}\n{\"text\": \"وداع\"}\n",
    );
    write(dir.path().join("in/3.txt"), "");
    write(dir.path().join("in/4.jsonl.gz"), "no gzip");
    write(dir.path().join("in/5.txt"), "نهاية\0 ok");
    let output = warraq(dir.path(), &["run", "in", "--out", "out", "--quiet"], b"");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let id = |value: &Value| value["id"].as_str().expect("id").to_owned();
    let records: Vec<_> = lines(dir.path().join("out/records.jsonl")).iter().map(id).collect();
    assert_eq!(records, ["2.jsonl#1", "2.jsonl#5", "3.txt", "5.txt"]);
    let failed = lines(dir.path().join("out/failed.jsonl"));
    let ids: Vec<_> = failed.iter().map(id).collect();
    assert_eq!(ids, ["1.txt", "2.jsonl#2", "2.jsonl#3", "2.jsonl#4", "4.jsonl.gz#1"]);
    assert!(failed.iter().all(|failure| failure["reason"].as_str().is_some_and(|r| !r.is_empty())));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1.txt: invalid UTF-8 at byte 2"));
}

#[test]
fn the_records_are_the_same_for_any_number_of_threads() {
    let dir = directory();
    let text = fs::read_to_string("corpora/annotated/docs.jsonl").expect("the repository's corpus");
    write(dir.path().join("in/docs.jsonl"), &text);
    let records = |threads: &str| {
        let out = format!("out{threads}");
        let args = ["run", "in", "--out", &out, "--threads", threads, "--quiet"];
        assert_eq!(warraq(dir.path(), &args, b"").status.code(), Some(0));
        fs::read(dir.path().join(out).join("records.jsonl")).expect("records")
    };
    let one = records("1");
    assert!(one == records("2") && one == records("7"));
}

#[test]
fn compressed_files_and_standard_input_are_read() {
    let dir = directory();
    let line = "{\"id\": \"z\", \"body\": \"سلام\"}\n".as_bytes();
    write(dir.path().join("in/a.jsonl.zst"), zstd::encode_all(line, 0).expect("zstd"));
    let args = ["run", "in", "-", "--out", "out", "--text-field", "body", "--no-text"];
    let output = warraq(dir.path(), &args, line);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let records = lines(dir.path().join("out/records.jsonl"));
    assert_eq!(records.len(), 2);
    assert_eq!(records[0], records[1]);
    assert_eq!(records[0].get("text"), None);
}

#[test]
fn legacy_encodings_are_said_in_the_record() {
    let dir = directory();
    write(dir.path().join("a.txt"), b"\xC7\xE1\xDA\xD1\xC8\xED\xC9");
    let output = warraq(dir.path(), &["run", "a.txt", "--out", "out"], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let record = &lines(dir.path().join("out/records.jsonl"))[0];
    assert_eq!((&record["encoding"], &record["text"]), (&json!("windows-1256"), &json!("العربية")));
}

#[test]
fn offsets_count_what_was_asked_for() {
    let dir = directory();
    write(dir.path().join("a.txt"), "😀 نشرت نتفليكس");
    for (unit, start, end) in [("byte", 14, 28), ("char", 7, 14), ("utf16", 8, 15)] {
        let args = ["run", "a.txt", "--out", "out", "--offsets", unit, "--stages", "entities"];
        assert_eq!(warraq(dir.path(), &args, b"").status.code(), Some(0));
        let record = &lines(dir.path().join("out/records.jsonl"))[0];
        let entity = &record["entities"][0];
        assert_eq!((&entity["start"], &entity["end"]), (&json!(start), &json!(end)), "{unit}");
        assert_eq!((&record["offsets"], record.get("tokens")), (&json!(unit), None));
    }
}

#[test]
fn what_cannot_run_exits_with_2() {
    let dir = directory();
    for args in [
        &["run", "absent", "--out", "out"][..],
        &["run", "--out", "out"],
        &["run", ".", "--out", "out", "--stages", "dreams"],
        &["normalize", "--with", "magic"],
        &["segment", "--scheme", "d9"],
        &["inspect", "absent.txt"],
    ] {
        let output = warraq(dir.path(), args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_closed_pipe_is_a_normal_end() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .arg("tokenize")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("stdin is piped");
    for _ in 0..10_000 {
        if stdin
            .write_all("كلمة ".repeat(20).as_bytes())
            .and_then(|()| stdin.write_all(b"\n"))
            .is_err()
        {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn normalize() {
    check(&["normalize"], "مُنتَجات ٣٠٠ بـ10%\nأحمد\n", "منتجات 300 ب10%\nأحمد\n");
    check(&["normalize", "--profile", "search"], "إِلَىٰ المدرسةِ\n", "الي المدرسه\n");
    check(&["normalize", "--with", "alef", "--with", "digits=arabic"], "أ1ـ\n", "ا١ـ\n");
    check(&["normalize", "--profile", "none"], "أ\u{064E}\r\n", "أ\u{064E}\n");
    let json = "{\"text\":\"رحيم\",\"changes\":[{\"start\":2,\"end\":4,\"surface\":\"ــ\",\"normalized\":\"\",\"option\":\"tatweel\"}]}\n";
    let output = warraq(directory().path(), &["normalize", "--json"], "رحــيم\n".as_bytes());
    let value = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("JSON");
    assert_eq!(value(&output.stdout), value(json.as_bytes()));
}

#[test]
fn filters_read_other_encodings_and_byte_order_marks() {
    let text = "\u{FEFF}\u{0642}\u{0627}\u{0644} \u{060A}\n\u{FEFF}\u{0639}\u{0627}\u{062F}\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for input in [text.as_bytes(), &utf16] {
        let output = warraq(directory().path(), &["normalize", "--profile", "none"], input);
        let expected = text.strip_prefix('\u{FEFF}').expect("it begins with one");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn normalize_reports_what_it_changes() {
    let lines = "مُنتَجٌ ٣\nبلا\nرحــيم\n";
    check(
        &["normalize", "--report"],
        lines,
        "line\toption\tchanges\n1\tdiacritics\t3\n1\tdigits\t1\n3\ttatweel\t2\n\
         all\tdiacritics\t3\nall\tdigits\t1\nall\ttatweel\t2\n",
    );
    check(
        &["normalize", "--report", "--json"],
        "رحــيم\n",
        "{\"changes\":{\"tatweel\":2},\"line\":1}\n{\"changes\":{\"tatweel\":2},\"line\":\"all\"}\n",
    );
    check(
        &["normalize", "--diff", "--profile", "search"],
        lines,
        "1:1..2\tdiacritics\t\\u{64f}\t\n1:4..5\tdiacritics\t\\u{64e}\t\n\
         1:6..7\tdiacritics\t\\u{64c}\t\n1:8..9\tdigits\t٣\t3\n3:2..4\ttatweel\tــ\t\n",
    );
}

#[test]
fn normalize_with_profiles_of_ones_own() {
    let dir = directory();
    write(
        dir.path().join("own.toml"),
        "[names]\nbase = \"search@1\"\nwith = [\"hamza\", \"digits=arabic\"]\nwithout = [\"teh-marbuta\"]\n",
    );
    let run = |args: &[&str]| warraq(dir.path(), args, "مؤسسة 3 إلى\n".as_bytes());
    let output = run(&["normalize", "--profiles", "own.toml", "--profile", "names"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "موسسة ٣ الي\n");
    let output = run(&["normalize", "--profiles", "own.toml", "--profile", "light"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "مؤسسة 3 إلى\n");
    write(dir.path().join("bad.toml"), "[names]\nwith = [\"magic\"]\n");
    let output = run(&["normalize", "--profiles", "bad.toml", "--profile", "names"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown option \"magic\""));
}

#[test]
fn mojibake_is_told_and_repaired_on_request() {
    let dir = directory();
    write(dir.path().join("a.txt"), "Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ…");
    let text = |args: &[&str]| {
        let args = [&["run", "a.txt", "--out", "out"], args].concat();
        assert_eq!(warraq(dir.path(), &args, b"").status.code(), Some(0));
        let record = &lines(dir.path().join("out/records.jsonl"))[0];
        (record["encoding"].clone(), record["text"].clone())
    };
    let (encoding, found) = text(&[]);
    assert_eq!(encoding, "utf-8 misread as windows-1252");
    assert_eq!(found, "Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ…");
    let (encoding, found) = text(&["--repair-mojibake"]);
    assert_eq!(encoding, "utf-8 misread as windows-1252, repaired");
    assert_eq!(found, "السلام عليكم");
}

#[test]
fn tokenize() {
    check(&["tokenize"], "بين 300 و900 ألف، بـ10%\n", "بين 300 و 900 ألف ، بـ 10 %\n");
    let output = warraq(directory().path(), &["tokenize", "--json"], "وكتبها\n".as_bytes());
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let token = &value["tokens"][0];
    assert_eq!(token["kind"], "word");
    let parts: Vec<_> =
        token["clitics"].as_array().expect("clitics").iter().map(|c| &c["form"]).collect();
    assert_eq!(parts, ["و", "كتب", "ها"]);
}

#[test]
fn sentences() {
    check(
        &["sentences"],
        "عنوان الخبر\n\nقال د. أحمد إن السعر 3.5 دولار. ثم خرج.\n",
        "عنوان الخبر\nقال د. أحمد إن السعر 3.5 دولار.\nثم خرج.\n",
    );
}

#[test]
fn segment() {
    check(&["segment", "--scheme", "atb"], "وكتب إليها بيدِه.\n", "و+ كتب إلي +ها ب+ يدِ +ه.\n");
    check(&["segment", "--scheme", "d3"], "قرأ الكتاب\n", "قرأ ال+ كتاب\n");
}

#[test]
fn stem() {
    check(&["stem"], "الكتاب 300\n", "كتاب 300\n");
    check(&["stem", "--stemmer", "light10"], "والمدرسة\n", "مدرس\n");
}

#[test]
fn wrapped_lines_are_joined() {
    let text =
        "عنوان\n\nقال الوزير إن المشروع الجديد سوف\nيبدأ في الربيع المقبل. ثم غادر\nالقاعة.\n";
    let expected =
        "عنوان\nقال الوزير إن المشروع الجديد سوف يبدأ في الربيع المقبل.\nثم غادر القاعة.\n";
    check(&["sentences", "--wrapped"], text, expected);
}

#[test]
fn names_are_not_stemmed() {
    check(&["stem"], "زار الوزير باكستان\n", "زار وزير باكستان\n");
    check(&["stem", "--no-names"], "زار الوزير باكستان\n", "زار وزير باكست\n");
}

#[test]
fn subword_tokenizers_are_trained_and_used() {
    let dir = directory();
    write(
        dir.path().join("in/1.txt"),
        "كتب الكاتب كتاباً وقرأ القارئ الكتاب في المكتبة.\n".repeat(9),
    );
    let run = |args: &[&str], input: &str| {
        let output = warraq(dir.path(), args, input.as_bytes());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let train = ["train", "subword", "in", "--out", "t", "--model", "wordpiece"];
    let options = ["--vocabulary", "80", "--profile", "light", "--clitics", "atb"];
    run(&[&train[..], &options].concat(), "");
    assert_eq!(run(&["encode", "t", "--prepare"], "وكتابُهم\n"), "وـ كتاب ـهم\n");
    let found: Value =
        serde_json::from_str(&run(&["encode", "t", "--json"], "كِتاب\n")).expect("JSON");
    let places = |found: &Value| (found["start"].as_u64(), found["end"].as_u64());
    let subwords = found["subwords"].as_array().expect("a list");
    let (first, last) = (&subwords[1], &subwords[subwords.len() - 2]);
    assert_eq!((places(first).0, places(last).1), (Some(0), Some(5)));
    assert_eq!(subwords[0]["subword"], "[CLS]");
    let report: Value =
        serde_json::from_str(&run(&["eval", "subword", "t", "in", "--json"], "")).expect("JSON");
    assert_eq!((&report["documents"], &report["unknown_share"]), (&json!(1), &json!(0.0)));
    let wrong = ["train", "subword", "in", "--out", "t", "--clitics", "atb"];
    assert_eq!(warraq(dir.path(), &wrong, b"").status.code(), Some(2));
}

#[test]
fn the_segmenter_is_trained_and_scored() {
    let dir = directory();
    let table = "id\tatb\n1\tو+ كتب الكاتب كتاب +ه\n2\tو+ قرأ القارئ ب+ صمت\n";
    write(dir.path().join("gold.tsv"), table);
    let run = |args: &[&str]| {
        let output = warraq(dir.path(), args, b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    run(&["train", "segmenter", "gold.tsv", "--out", "weights"]);
    let report = run(&["eval", "segmenter", "gold.tsv", "--weights", "weights"]);
    assert!(report.contains("words exact") && report.lines().any(|line| line.starts_with("all")));
    assert!(run(&["eval", "segmenter", "gold.tsv", "--folds", "2"]).contains("unseen"));
}

#[test]
fn quantities_and_entities() {
    let args = ["quantities", "--json"];
    let output =
        warraq(directory().path(), &args, "كلفته 2.5 مليون ريال سعودي\nلا شيء\n".as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let values: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(values[0]["quantities"][0]["currency"], "SAR");
    assert_eq!(values[0]["quantities"][0]["value"], 2_500_000);
    assert_eq!(values[1], json!({"quantities": []}));
    let output = warraq(directory().path(), &["entities", "--json"], "زار القاهرة\n".as_bytes());
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["entities"][0]["surface"], "القاهرة");
    assert_eq!(value["entities"][0]["type"], "LOC");
}

#[test]
fn names_of_the_user() {
    let dir = directory();
    write(dir.path().join("names.tsv"), "# ours\nنمو\tORG\tNumuw\nحديقة الأمل|الأمل\tLOC\n");
    let args = ["entities", "--gazetteer", "names.tsv"];
    let output = warraq(dir.path(), &args, "أعلنت نمو افتتاح حديقة الأمل\n".as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text, "نمو\tORG\tNumuw\nحديقة الأمل\tLOC\t\n");
    write(dir.path().join("a.txt"), "عادت نمو إلى الربح.");
    let run = ["run", "a.txt", "--out", "out", "--gazetteer", "names.tsv", "-q"];
    assert_eq!(warraq(dir.path(), &run, b"").status.code(), Some(0));
    write(dir.path().join("names.tsv"), "نمو\tCOMPANY\n");
    let output = warraq(dir.path(), &args, b"");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(message.contains("names.tsv, line 1") && message.contains("PER, ORG"), "{message}");
}

#[test]
fn romanize() {
    check(&["romanize"], "شيء 12\n", "$y' 12\n");
    check(&["romanize", "--back"], "$y' 12\n", "شيء 12\n");
    check(&["romanize", "--scheme", "safe-buckwalter"], "شيء\n", "cyC\n");
    check(&["romanize", "--scheme", "ala-lc"], "الشمس، ٣\n", "al-shms, 3\n");
}

#[test]
fn models_of_names_are_trained_and_scored() {
    let dir = directory();
    let pairs = "باريس\tParis\nمدريد\tMadrid\nبرلين\tBerlin\n";
    write(dir.path().join("pairs.tsv"), pairs);
    let run = |args: &[&str]| {
        let output = warraq(dir.path(), args, b"");
        assert_eq!(output.status.code(), Some(0), "{args:?} {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    run(&["train", "translit", "pairs.tsv", "--out", "."]);
    assert!(dir.path().join("translit.bin").exists() && dir.path().join("speller.bin").exists());
    let text = run(&["eval", "translit", "pairs.tsv", "--wrong", "5"]);
    assert!(text.contains("best of 6              100.00 %"), "{text}");

    let words = "زار\tO\nسامي\tB-PERS\nالنجار\tI-PERS\nلندن\tB-LOC\n.\tO\n\n".repeat(30);
    write(dir.path().join("words.conll"), words);
    run(&["train", "tagger", "words.conll", "--out", "tagger", "--rounds", "2"]);
    for how in [["--tagger", "tagger"], ["--folds", "3"]] {
        let text = run(&[&["eval", "entities", "words.conll"], &how[..]].concat());
        let score = text.lines().find(|line| line.starts_with("span and kind")).expect("a row");
        assert!(score.contains("100.00  100.00  100.00"), "{text}");
    }
    let output = warraq(dir.path(), &["eval", "entities", "absent.jsonl"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn spell_writes_numbers_amounts_and_days() {
    let check = |args: &[&str], expected: &str| check(&[&["spell"], args].concat(), "", expected);
    check(&["3250000", "--currency", "GBP"], "ثلاثة ملايين ومئتان وخمسون ألف جنيه إسترليني\n");
    check(&["18", "--feminine"], "ثماني عشرة\n");
    check(&["2000", "--case", "genitive"], "ألفين\n");
    check(&["-12.05"], "سالب اثنا عشر فاصلة صفر خمسة\n");
    check(&["٣٫١٤١٥"], "ثلاثة فاصلة واحد أربعة واحد خمسة\n");
    check(&["5.9", "--currency", "omr"], "خمسة ريالات عمانية وتسعمئة بيسة\n");
    check(&["-2", "--currency", "USD", "--case", "accusative"], "سالب دولارين أمريكيين\n");
    check(&["2023-07-27"], "السابع والعشرون من يوليو عام ألفين وثلاثة وعشرين\n");
    check(
        &["1445-02-30", "--hijri", "--case", "genitive"],
        "الثلاثين من صفر عام ألف وأربعمئة وخمسة وأربعين هجرية\n",
    );
    check(
        &["999999999999999999"],
        "تسعمئة وتسعة وتسعون كوادريليوناً وتسعمئة وتسعة وتسعون تريليوناً وتسعمئة وتسعة وتسعون ملياراً وتسعمئة وتسعة وتسعون مليوناً وتسعمئة وتسعة وتسعون ألفاً وتسعمئة وتسعة وتسعون\n",
    );
}

#[test]
fn spell_says_what_it_cannot_write() {
    let check = |args: &[&str], expected: &str| {
        let output = warraq(directory().path(), &[&["spell"], args].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(expected), "{args:?}: {message}");
    };
    check(&["seven"], "expected a number such as 3250000");
    check(&["1000000000000000000"], "numbers end before 10^18");
    check(&["5", "--currency", "pounds"], "expected the code of a currency such as GBP");
    check(&["1.005", "--currency", "SAR"], "too fine");
    check(&["2023-02-30"], "expected a day such as 2023-07-28");
    check(&["1445-13-01", "--hijri"], "expected a day such as 2023-07-28");
}

#[test]
fn quantities_explain_themselves_and_resolve_relative_days() {
    check(
        &["quantities", "--explain"],
        "نحو 900 ألف دولار\n",
        "900 ألف دولار\tmoney about 900000 USD\tamount number figures number::scaled money approx::before\n",
    );
    check(&["quantities"], "نلتقي غداً\n", "");
    check(
        &["quantities", "--reference", "2023-07-28"],
        "نلتقي غداً أو الأسبوع المقبل\n",
        "غداً\tdate 2023-07-29\nالأسبوع المقبل\tdate 2023-07-31/2023-08-06\n",
    );
    check(
        &["quantities", "--reference", "2023-07-28", "--explain"],
        "قبل سنة وشهرين\n",
        "قبل سنة وشهرين\tdate 2022-05-28\trelative relative::offset\n",
    );
    let output = warraq(directory().path(), &["quantities", "--reference", "tomorrow"], b"");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("expected a day such as 2023-07-28"), "{message}");
}

#[test]
fn run_resolves_relative_days_from_a_reference() {
    let dir = directory();
    write(dir.path().join("1.txt"), "وصل الوفد أمس.\n");
    for (reference, expected) in [(None, json!([])), (Some("2023-07-28"), json!(["2023-07-27"]))] {
        let mut args = vec!["run", "1.txt", "--out", "out", "--quiet"];
        args.extend(reference.into_iter().flat_map(|day| ["--reference", day]));
        assert_eq!(warraq(dir.path(), &args, b"").status.code(), Some(0));
        let records = lines(dir.path().join("out/records.jsonl"));
        let dates = records[0]["quantities"].as_array().expect("quantities").iter();
        let dates: Vec<&Value> = dates.map(|quantity| &quantity["iso"]).collect();
        assert_eq!(json!(dates), expected);
    }
}

#[test]
fn inspect_shows_findings_and_cannot_be_steered_by_the_text() {
    let dir = directory();
    write(dir.path().join("a.txt"), format!("{ARTICLE}\u{1B}[2J\u{202E}نهاية\n"));
    let output = warraq(dir.path(), &["inspect", "a.txt", "--color", "always"], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("300000..900000 USD /year"), "{text}");
    assert!(text.contains("2023-07-27") && text.contains("نتفليكس"));
    assert!(text.contains("\u{1B}[") && !text.contains("\u{1B}[2J") && !text.contains('\u{202E}'));
}
