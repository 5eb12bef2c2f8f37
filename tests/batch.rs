//! Whole runs: every format in and out, faults, runs that break off and go on.

#![expect(clippy::print_stderr, reason = "a test that is skipped says why")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use warraq_batch::{Event, Run, RunOptions};

const TEXT: &str = "زار الوزير القاهرة. دفعت الشركة 5 ملايين دولار يوم 3 مايو 2021.\n";

/// A fresh directory with files in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a parent")).expect("a directory");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary starts")
    }

    /// Runs, and expects this exit code.
    #[track_caller]
    fn check(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        told
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("UTF-8")
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let line = |line| serde_json::from_str(line).expect("a line is JSON");
        self.text(name).lines().map(line).collect()
    }

    fn ids(&self, name: &str) -> Vec<String> {
        let id = |value: &Value| value["id"].as_str().expect("id").to_owned();
        self.lines(name).iter().map(id).collect()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, *bytes).expect("memory takes all");
    }
    builder.into_inner().expect("memory takes all")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("memory takes all");
        writer.write_all(bytes).expect("memory takes all");
    }
    writer.finish().expect("memory takes all").into_inner()
}

/// Some hundred kilobytes of JSON lines, each document another.
fn corpus(documents: usize) -> String {
    let document = |n: usize| {
        let text = format!("الخبر {n}: {}", TEXT.repeat(n % 40));
        json!({"id": format!("d{n}"), "text": text, "n": n}).to_string() + "\n"
    };
    (0..documents).map(document).collect()
}

#[test]
fn every_format_is_read() {
    let place = Place::new();
    place.write("in/a.csv", "id,text,source\nc1,\"سطر، أول\nوثان\",وكالة\n,بلا اسم,x\nقصير\n");
    place.write("in/b.tsv.gz", gzip("text\tid\nنص\tt1\n".as_bytes()));
    let members: [(&str, &[u8]); 4] = [
        ("x/1.txt", "نص أول".as_bytes()),
        ("2.jsonl", "{\"text\":\"سطر\"}\n{\"id\":\"own\",\"text\":\"\"}\n".as_bytes()),
        ("3.txt.gz", &gzip("نص ثالث".as_bytes())),
        ("4.pdf", b"%PDF"),
    ];
    place.write("in/c.tar.gz", gzip(&tar(&members)));
    place.write("in/d.zip", zip(&members));
    place.write("in/e.txt.zst", zstd::encode_all("نص".as_bytes(), 0).expect("zstd"));
    place.write("in/f.ndjson", "{\"text\":\"سطر\"}");
    let told = place.check(&["run", "in", "--out", "out"], 1);
    assert!(told.contains("a.csv#3: only 1 of 3 columns"), "{told}");
    assert_eq!(
        place.ids("out/records.jsonl"),
        [
            "c1",
            "a.csv#2",
            "t1",
            "c.tar.gz/x/1.txt",
            "c.tar.gz/2.jsonl#1",
            "own",
            "c.tar.gz/3.txt.gz",
            "d.zip/x/1.txt",
            "d.zip/2.jsonl#1",
            "own",
            "d.zip/3.txt.gz",
            "e.txt.zst",
            "f.ndjson#1",
        ]
    );
    let records = place.lines("out/records.jsonl");
    assert_eq!(records[0]["text"], "سطر، أول\nوثان");
    assert_eq!(records[0]["meta"], json!({"source": "وكالة"}));
}

#[test]
fn parquet_is_read_and_written() {
    let place = Place::new();
    place.write("a.jsonl", corpus(50));
    place.check(&["run", "a.jsonl", "-o", "p", "--format", "parquet", "-q"], 0);
    place.check(&["run", "a.jsonl", "-o", "j", "-q"], 0);
    place.check(&["run", "p/records.parquet", "-o", "again", "-q"], 0);
    let (direct, again) = (place.lines("j/records.jsonl"), place.lines("again/records.jsonl"));
    assert_eq!(direct.len(), again.len());
    for (direct, again) in direct.iter().zip(&again) {
        assert_eq!(direct["id"], again["id"]);
        assert_eq!(direct["quantities"], again["quantities"]);
        // The meta of the first run is a string of JSON in Parquet.
        let meta: Value = again["meta"]["meta"]
            .as_str()
            .map_or(Value::Null, |meta| serde_json::from_str(meta).expect("meta is JSON"));
        assert_eq!(direct["meta"], meta);
    }
}

#[test]
fn html_is_read_as_text() {
    let place = Place::new();
    place.write("in/a.html", "<p>زار <b>الوزير</b> القاهرة<script>x</script>");
    place.write("in/b.jsonl", "{\"text\": \"<div>دفع 5 دولارات</div>\"}");
    place.check(&["run", "in", "-o", "out", "--html", "-q"], 0);
    let records = place.lines("out/records.jsonl");
    assert_eq!(records[0]["text"], "زار الوزير القاهرة\n");
    assert_eq!(records[1]["quantities"][0]["currency"], "USD");
    let told = place.check(&["run", "in", "-o", "other"], 0);
    assert!(told.contains("1 files to read, 1 of other formats passed over"), "{told}");
}

#[test]
fn globs_choose_files() {
    let place = Place::new();
    for name in ["in/a/1.txt", "in/a/2.txt", "in/b/1.txt", "in/b/old/3.txt"] {
        place.write(name, TEXT);
    }
    let ids = |args: &[&str]| {
        place.check(&[&["run", "-o", "out", "-q"], args].concat(), 0);
        place.ids("out/records.jsonl")
    };
    assert_eq!(ids(&["in/*/1.txt"]), ["a/1.txt", "b/1.txt"]);
    assert_eq!(ids(&["in", "--include", "b/**"]), ["b/1.txt", "b/old/3.txt"]);
    assert_eq!(ids(&["in", "--exclude", "old", "--exclude", "2.*"]), ["a/1.txt", "b/1.txt"]);
    place.write("in/.warraqignore", "a/\n");
    assert_eq!(ids(&["in"]), ["b/1.txt", "b/old/3.txt"]);
    let told = place.check(&["run", "in/*.csv", "-o", "out"], 2);
    assert!(told.contains("no file matches"), "{told}");
}

#[test]
fn lines_of_text_are_documents() {
    let place = Place::new();
    place.write("a.txt", "أول\n\nثالث\r\nرابع");
    place.check(&["run", "a.txt", "-o", "out", "--lines", "-q"], 0);
    assert_eq!(place.ids("out/records.jsonl"), ["a.txt#1", "a.txt#3", "a.txt#4"]);
    assert_eq!(place.lines("out/records.jsonl")[1]["text"], "ثالث");
}

/// Every byte order, marked or not, whole and in pieces: a newline is two bytes in it.
#[test]
fn lines_and_tables_are_read_in_utf_16() {
    let place = Place::new();
    let corpus = corpus(400);
    place.write("utf8/a.jsonl", &corpus);
    place.check(&["run", "utf8", "-o", "out8", "-q"], 0);
    let expected: Vec<_> = place.lines("out8/records.jsonl");
    let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let marked = format!("\u{FEFF}{corpus}");
    for (number, bytes) in [le(&corpus), le(&marked), be(&marked)].iter().enumerate() {
        let (name, out) = (format!("utf16-{number}/a.jsonl"), format!("out16-{number}"));
        place.write(&name, bytes);
        place.write(&format!("{name}.gz"), gzip(bytes));
        place.write(&format!("utf16-{number}/b.tar"), tar(&[("a.jsonl", bytes)]));
        place.check(&["run", &format!("utf16-{number}"), "-o", &out, "-q"], 0);
        let mut records = place.lines(&format!("{out}/records.jsonl"));
        assert_eq!(records.len(), 3 * expected.len());
        for (record, expected) in records.iter_mut().zip(expected.iter().cycle()) {
            assert_eq!(record["encoding"], "utf-16");
            record.as_object_mut().expect("an object").remove("encoding");
            assert_eq!(record, expected);
        }
    }
    place.write("lines.txt", le("أول\nثانٍ\n"));
    place.check(&["run", "lines.txt", "-o", "lines", "--lines", "-q"], 0);
    assert_eq!(place.ids("lines/records.jsonl"), ["lines.txt#1", "lines.txt#2"]);
    place.write("table.csv", be("\u{FEFF}id,text\nأ,قال الوزير\n"));
    place.check(&["run", "table.csv", "-o", "table", "-q"], 0);
    let record = &place.lines("table/records.jsonl")[0];
    assert_eq!((&record["id"], &record["encoding"]), (&json!("أ"), &json!("utf-16")));
}

#[test]
fn plain_text_is_written_for_trainers() {
    let place = Place::new();
    place.write("in/1.txt", "قالَ مُحمد إنّ السعر\nارتفع، ثم مضى. وعاد.");
    place.write("in/2.txt", "");
    place.write("in/3.txt", "النهاية");
    let written = |args: &[&str]| {
        place.check(&[&["run", "in", "-o", "out", "-q", "--format", "text"], args].concat(), 0);
        place.text("out/records.txt")
    };
    assert_eq!(written(&[]), "قال محمد إن السعر\nارتفع، ثم مضى.\nوعاد.\n\nالنهاية\n\n");
    assert_eq!(
        written(&["--text-form", "tokens", "--profile", "search"]),
        "قال محمد ان السعر\nارتفع ، ثم مضي .\nوعاد .\n\nالنهايه\n\n"
    );
    assert_eq!(
        written(&["--text-form", "source", "--stages", "tokens"]),
        "قالَ مُحمد إنّ السعر\nارتفع، ثم مضى. وعاد.\n\nالنهاية\n\n"
    );
}

#[test]
fn conllu_tells_the_place_of_every_word() {
    let place = Place::new();
    place.write("1.txt", "وكتبها 5.");
    place.check(&["run", "1.txt", "-o", "out", "-q", "--format", "conllu"], 0);
    let expected = "# newdoc id = 1.txt\n# sent_id = 1.txt-1\n# text = وكتبها 5.\n\
        1-3\tوكتبها\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:6|Norm=وكتبها|Stem=كتب\n\
        1\tو\t_\t_\tproclitic\t_\t_\t_\t_\tTokenRange=0:1\n\
        2\tكتب\t_\t_\tstem\t_\t_\t_\t_\tTokenRange=1:4\n\
        3\tها\t_\t_\tenclitic\t_\t_\t_\t_\tTokenRange=4:6\n\
        4\t5\t_\tNUM\tnumber\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=7:8\n\
        5\t.\t_\tPUNCT\tpunctuation\t_\t_\t_\t_\tTokenRange=8:9\n\n";
    assert_eq!(place.text("out/records.conllu"), expected);
}

#[test]
fn compressed_shards_hold_the_same_records() {
    let place = Place::new();
    place.write("a.jsonl", corpus(1200));
    place.check(&["run", "a.jsonl", "-o", "one", "-q"], 0);
    let args = ["--compress", "zstd", "--shard-size", "60KB", "--checkpoint", "0"];
    place.check(&[&["run", "a.jsonl", "-o", "many", "-q"], &args[..]].concat(), 0);
    let manifest: Value = serde_json::from_slice(&place.read("many/manifest.json")).expect("JSON");
    let outputs = manifest["outputs"].as_array().expect("outputs");
    assert!(outputs.len() > 2, "{outputs:?}");
    let mut joined = Vec::new();
    for output in outputs {
        let name = format!("many/{}", output["file"].as_str().expect("a name"));
        joined.extend(zstd::decode_all(&*place.read(&name)).expect("zstd"));
    }
    assert!(joined == place.read("one/records.jsonl"));
    place.check(&["run", "a.jsonl", "-o", "many", "-q"], 0);
    let names = fs::read_dir(place.path("many")).expect("a directory");
    let names: BTreeSet<_> = names.map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 3, "files of the run before are gone: {names:?}");
}

#[test]
fn a_broken_file_costs_only_its_rest() {
    let place = Place::new();
    let text = corpus(300);
    let mut broken = gzip(text.as_bytes());
    broken.truncate(broken.len() / 2);
    place.write("in/1.jsonl.gz", &broken);
    place.write("in/2.jsonl", "{\"text\": \"سلام\"}\n{\"text\": \n{\"text\": \"وداع\"}\n");
    place.write("in/3.parquet", "PAR1 no PAR1");
    place.write("in/4.zip", "PK no");
    place.write("in/5.tar", "no tar, but long enough".repeat(100));
    place.write("in/6.csv", "a,b\n1,2\n");
    let told = place.check(&["run", "in", "-o", "out", "-q"], 1);
    assert!(told.contains("6.csv: no column \"text\" among a, b"), "{told}");
    let ids = place.ids("out/records.jsonl");
    assert!(ids.len() > 50 && ids[0] == "d0", "{}", ids.len());
    assert_eq!(ids[ids.len() - 2..], ["2.jsonl#1", "2.jsonl#3"]);
    let whole: Vec<_> = (0..ids.len() - 2).map(|n| format!("d{n}")).collect();
    assert_eq!(ids[..ids.len() - 2], whole);
    let failed = place.ids("out/failed.jsonl");
    assert_eq!(failed[0], format!("1.jsonl.gz#{}", whole.len() + 1));
    assert_eq!(failed[1..], ["2.jsonl#2", "3.parquet", "4.zip", "5.tar", "6.csv"]);
}

#[cfg(unix)]
#[test]
fn odd_paths_are_told_and_passed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let place = Place::new();
    place.write("in/a/1.txt", TEXT);
    fs::write(place.path("in").join(OsStr::from_bytes(b"caf\xE9.txt")), TEXT).expect("a file");
    symlink("..", place.path("in/a/loop")).expect("a link");
    symlink("nowhere", place.path("in/gone.txt")).expect("a link");
    place.check(&["run", "in", "-o", "in/out"], 1);
    let first = place.read("in/out/records.jsonl");
    assert_eq!(place.ids("in/out/records.jsonl"), ["a/1.txt", "caf%E9.txt"]);
    let failed: BTreeSet<_> = place.ids("in/out/failed.jsonl").into_iter().collect();
    assert_eq!(failed, ["a/loop", "gone.txt"].map(str::to_owned).into());
    place.check(&["run", "in", "-o", "in/out"], 1);
    assert!(first == place.read("in/out/records.jsonl"), "the output is no input");
    let told = place.check(&["run", "in/out", "-o", "in/out"], 2);
    assert!(told.contains("lies where the result is written"), "{told}");
    place.check(&["run", "in/out/records.jsonl", "-o", "in/out"], 2);
}

#[test]
fn a_file_that_vanishes_fails_alone() {
    let place = Place::new();
    place.write("in/1.txt", TEXT);
    place.write("in/2.txt", TEXT);
    let (inputs, out) = ([place.path("in")], place.path("out"));
    let mut failed = Vec::new();
    let summary = Run::new(&inputs, &out, &RunOptions::default()).start(|event| match event {
        Event::Found { .. } => fs::remove_file(place.path("in/1.txt")).expect("it is there"),
        Event::Failed(failure) => failed.push(failure.id.clone()),
        _ => {}
    });
    let summary = summary.expect("the run goes on");
    assert_eq!((summary.documents, summary.failed), (1, 1));
    assert_eq!(failed, ["1.txt"]);
}

/// Root may read everything, so the run is given to nobody.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_fails_alone() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    let place = Place::new();
    place.write("in/1.txt", TEXT);
    place.write("in/2.txt", TEXT);
    place.write("in/locked/3.txt", TEXT);
    let mode = |name: &str, mode| {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(mode)).expect("a mode");
    };
    mode("in/1.txt", 0o000);
    mode("in/locked", 0o000);
    let mut command = place.command(&["run", "in", "-o", "out", "-q"]);
    fs::create_dir(place.path("out")).expect("a directory");
    let is_root = fs::read(place.path("in/1.txt")).is_ok();
    if is_root {
        fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
        chown(place.path("out"), Some(65534), Some(65534)).expect("root gives away");
        command.uid(65534).gid(65534);
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: nobody cannot run the binary: {error}");
            return;
        }
    };
    mode("in/locked", 0o755);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(place.ids("out/records.jsonl"), ["2.txt"]);
    let failed: BTreeSet<_> = place.ids("out/failed.jsonl").into_iter().collect();
    assert_eq!(failed, ["1.txt", "locked"].map(str::to_owned).into());
}

#[test]
fn failures_may_be_limited() {
    let place = Place::new();
    let lines: String =
        (0..6).map(|n| if n % 2 == 0 { "{\"text\":\"نص\"}\n" } else { "broken\n" }).collect();
    place.write("a.jsonl", &lines);
    let told = place.check(&["run", "a.jsonl", "-o", "out", "--strict"], 2);
    assert!(told.contains("a.jsonl#2") && told.contains("more than 0 documents failed"), "{told}");
    place.check(&["run", "a.jsonl", "-o", "out", "--resume", "--max-failures", "2"], 2);
    place.check(&["run", "a.jsonl", "-o", "out", "--resume", "--max-failures", "3"], 1);
    assert_eq!(place.ids("out/records.jsonl").len(), 3);
    assert_eq!(place.ids("out/failed.jsonl").len(), 3);
}

/// The limit on the size of files stands for a full disk: the write fails in the same place.
#[cfg(unix)]
#[test]
fn a_full_disk_stops_the_run_which_goes_on_later() {
    let place = Place::new();
    place.write("a.jsonl", corpus(2000));
    place.check(&["run", "a.jsonl", "-o", "whole", "-q", "--stages", "sentences"], 0);
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_warraq")])
        .args(["run", "a.jsonl", "-o", "out", "-q", "--stages", "sentences", "--checkpoint", "0"])
        .current_dir(place.0.path())
        .output()
        .expect("sh starts");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write out/records.jsonl.part"), "{told}");
    let told = place.check(&["run", "a.jsonl", "-o", "out", "--stages", "sentences"], 2);
    assert!(told.contains("--resume goes on with it, --restart begins anew"), "{told}");
    let told = place.check(&["run", "a.jsonl", "-o", "out", "--resume", "--stages", "tokens"], 2);
    let said = "option stages was \"sentences\", now it is \"tokens\"";
    assert!(told.contains(said), "{told}");
    place.check(&["verify", "out"], 1);
    let told =
        place.check(&["run", "a.jsonl", "-o", "out", "--resume", "--stages", "sentences"], 0);
    assert!(told.contains("going on after"), "{told}");
    assert!(place.read("out/records.jsonl") == place.read("whole/records.jsonl"));
    place.check(&["verify", "out", "--inputs"], 0);
}

#[test]
fn what_changed_since_is_not_gone_on_with() {
    let place = Place::new();
    place.write("in/1.jsonl", corpus(800));
    place.write("in/2.jsonl", "broken");
    place.check(&["run", "in", "-o", "out", "-q", "--strict", "--checkpoint", "0"], 2);
    place.write("in/1.jsonl", corpus(801));
    let told = place.check(&["run", "in", "-o", "out", "--resume"], 2);
    assert!(told.contains("in/1.jsonl has changed since it was read"), "{told}");
    place.write("in/3.jsonl", "");
    let told = place.check(&["run", "in", "-o", "out", "--resume"], 2);
    assert!(told.contains("in/3.jsonl is new"), "{told}");
    place.check(&["run", "in", "-o", "out", "--restart", "-q"], 1);
    fs::remove_file(place.path("in/3.jsonl")).expect("it is there");
    place.check(&["run", "in", "-o", "out", "--resume"], 2);
}

/// A run that is killed again and again, and goes on each time, leaves the bytes of one that was not.
#[test]
fn a_killed_run_goes_on_without_loss() {
    const KILLS: usize = 50;
    let place = Place::new();
    place.write("in/1.jsonl", corpus(1500));
    place.write("in/2.csv", format!("id,text\n{}", "x,نص قصير\n".repeat(20_000)));
    place.write("in/3.jsonl.gz", gzip(corpus(1500).as_bytes()));
    place
        .write("in/4.tar", tar(&[("a.txt", TEXT.as_bytes()), ("b.jsonl", corpus(900).as_bytes())]));
    place.write("in/5.jsonl", "{\"text\": \n".repeat(50));
    let options = ["--stages", "sentences", "--shard-size", "700KB", "--checkpoint", "0", "-q"];
    place.check(&[&["run", "in", "-o", "whole"], &options[..]].concat(), 1);
    let whole = files(&place.path("whole"));
    assert!(whole.len() > 4, "{:?}", whole.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let (mut kills, mut random) = (0, 0x9E37_79B9_u64);
    while kills < KILLS {
        let args = [&["run", "in", "-o", "out", "--resume"], &options[..]].concat();
        let mut child = place.command(&args).stderr(Stdio::null()).spawn().expect("it starts");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        thread::sleep(Duration::from_millis(8 + (random >> 33) % 120));
        match child.try_wait().expect("a child") {
            Some(status) => {
                assert_eq!(status.code(), Some(1));
                assert!(files(&place.path("out")) == whole, "after {kills} kills");
                fs::remove_dir_all(place.path("out")).expect("a directory");
            }
            None => {
                child.kill().expect("it runs");
                child.wait().expect("it ends");
                kills += 1;
            }
        }
    }
    place.check(&[&["run", "in", "-o", "out", "--resume"], &options[..]].concat(), 1);
    assert!(files(&place.path("out")) == whole);
    place.check(&["verify", "out"], 0);
}

/// The files of a result but the manifest, which tells times.
fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(directory)
        .expect("a directory")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().is_some_and(|name| name != "manifest.json"))
        .map(|path| (path.display().to_string(), fs::read(path).expect("a file")))
        .map(|(path, bytes)| (path.rsplit('/').next().unwrap_or_default().to_owned(), bytes))
        .collect();
    files.sort();
    files
}

#[cfg(unix)]
#[test]
fn a_signal_stops_a_run_that_can_go_on() {
    let place = Place::new();
    place.write("a.jsonl", corpus(1500));
    place.check(&["run", "a.jsonl", "-o", "whole", "-q"], 0);
    // More text is promised and does not come, so that the run cannot end before the signal.
    let mut child =
        place.command(&["run", "-", "-o", "out"]).stdin(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    stdin.write_all(&place.read("a.jsonl")).expect("it reads");
    let signal = || Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    thread::sleep(Duration::from_millis(300));
    assert!(signal().expect("kill starts").success());
    thread::sleep(Duration::from_millis(500));
    drop(stdin);
    let mut told = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{told}");
    assert!(told.contains("--resume goes on"), "{told}");
    let mut child = place
        .command(&["run", "-", "-o", "out", "--resume", "-q"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    stdin.write_all(&place.read("a.jsonl")).expect("it reads");
    drop(stdin);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(place.read("out/records.jsonl") == place.read("whole/records.jsonl"));
}

#[test]
fn a_complete_run_is_not_done_again() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.check(&["run", "a.txt", "-o", "out", "--resume"], 0);
    let before = fs::metadata(place.path("out/records.jsonl")).expect("records").modified();
    place.check(&["run", "a.txt", "-o", "out", "--resume"], 0);
    let after = fs::metadata(place.path("out/records.jsonl")).expect("records").modified();
    assert_eq!(before.expect("a time"), after.expect("a time"));
    let told = place.check(&["run", "a.txt", "-o", "out", "--resume", "--no-text"], 2);
    assert!(told.contains("option no-text was false, now it is true"), "{told}");
}

#[test]
fn a_changed_file_of_names_makes_another_run() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.write("names.tsv", "الوزير\tPER\n");
    let args = ["run", "a.txt", "-o", "out", "--gazetteer", "names.tsv", "--resume"];
    place.check(&args, 0);
    place.check(&args, 0);
    place.write("names.tsv", "القاهرة\tPER\n");
    let told = place.check(&args, 2);
    assert!(told.contains("the file of names has changed"), "{told}");
}

#[test]
fn two_runs_do_not_write_into_one_directory() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    let mut first =
        place.command(&["run", "-", "-o", "out"]).stdin(Stdio::piped()).spawn().expect("it starts");
    let journal = place.path("out/journal.jsonl");
    while fs::metadata(&journal).map_or(0, |file| file.len()) == 0 {
        assert!(first.try_wait().expect("a child").is_none(), "it waits for its input");
        thread::sleep(Duration::from_millis(10));
    }
    for option in ["--resume", "--restart"] {
        let told = place.check(&["run", "a.txt", "-o", "out", option], 2);
        assert!(told.contains("another run is writing into out"), "{told}");
    }
    let mut stdin = first.stdin.take().expect("stdin is piped");
    stdin.write_all(TEXT.as_bytes()).expect("it reads");
    drop(stdin);
    assert_eq!(first.wait().expect("it ends").code(), Some(0));
    place.check(&["verify", "out"], 0);
}

#[test]
fn verify_finds_what_is_not_as_written() {
    let place = Place::new();
    place.write("a.txt", TEXT);
    place.check(&["run", "a.txt", "-o", "out", "-q", "--hash-inputs"], 0);
    place.check(&["verify", "out", "--inputs"], 0);
    let told = |args: &[&str]| {
        let output = place.run(args);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    place.write("a.txt", "غيره");
    assert!(told(&["verify", "out", "--inputs"]).contains("a.txt: changed since it was read"));
    let mut records = place.read("out/records.jsonl");
    records[10] ^= 1;
    place.write("out/records.jsonl", &records);
    place.write("out/records-00007.jsonl", "");
    let faults = told(&["verify", "out"]);
    assert!(faults.contains("records.jsonl: its bytes are not those"), "{faults}");
    assert!(faults.contains("records-00007.jsonl: not in the manifest"), "{faults}");
    place.check(&["verify", "nowhere"], 2);
}

#[test]
fn a_configuration_file_is_as_good_as_flags() {
    let place = Place::new();
    place.write("a.jsonl", "{\"body\":\"دفع 5 دولارات\"}");
    let flags = ["--text-field", "body", "--stages", "quantities", "--shard-size", "1MiB"];
    let printed = place.run(&[&["config", "--print"], &flags[..]].concat());
    place.write("w.toml", &printed.stdout);
    place.check(&["run", "a.jsonl", "-o", "out", "--config", "w.toml", "-q"], 0);
    place.check(&[&["run", "a.jsonl", "-o", "two", "-q"], &flags[..]].concat(), 0);
    assert_eq!(place.read("out/records-00000.jsonl"), place.read("two/records-00000.jsonl"));
    let again = place.run(&["config", "--print", "--config", "w.toml"]);
    assert_eq!(again.stdout, printed.stdout);
    place.write("bad.toml", "stagse = 'all'\n");
    let told = place.check(&["run", "a.jsonl", "-o", "out", "--config", "bad.toml"], 2);
    assert!(told.contains("unknown field `stagse`"), "{told}");
}

#[test]
fn a_result_can_be_looked_at() {
    let place = Place::new();
    place.write("a.jsonl", corpus(30));
    place.write("b.txt", "قال <script>alert(1)</script> بوب إيغر إنه دفع 7 ريالات قطرية");
    for (format, out) in [("jsonl", "j"), ("parquet", "p")] {
        place.check(&["run", "a.jsonl", "b.txt", "-o", out, "--format", format, "-q"], 0);
        let output = place.run(&["stats", out, "--json"]);
        let stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(stats["documents"], 31);
        assert_eq!(stats["names"][0]["surface"], "القاهرة");
        assert_eq!(stats["currencies"][0][0], "USD");
        place.check(&["report", out, "-o", "r.html"], 0);
        let page = place.text("r.html");
        assert!(page.contains("dir=\"rtl\"") && !page.contains("{{"));
        assert!(page.contains("&lt;script&gt;alert") && !page.contains("<script>alert"));
        assert!(page.contains("title=\"مبالغ · 7 QAR\">7 ريالات قطرية</mark>"), "{format}");
        assert!(!page.contains("http://") && !page.contains("https://"));
    }
    let output = place.run(&["stats", "j"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("most frequent names"));
    place.check(&["run", "b.txt", "-o", "t", "--format", "text", "-q"], 0);
    place.check(&["stats", "t"], 2);
    place.check(&["stats", "nowhere"], 2);
}

/// The page in a browser. Skipped where there is no Chromium.
#[test]
fn a_report_opens_in_a_browser() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let starts = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    let Some(browser) = names.into_iter().find(|name| starts(name)) else {
        eprintln!("skipped: no Chromium here");
        return;
    };
    let place = Place::new();
    place.write("a.jsonl", corpus(10));
    place.check(&["run", "a.jsonl", "-o", "out", "-q"], 0);
    place.check(&["report", "out", "-o", "r.html"], 0);
    let script = "<script>document.querySelector('.chip.LOC').click();\
        document.getElementById('search').value = 'الخبر 3';\
        document.getElementById('search').dispatchEvent(new Event('input'));</script></body>";
    let page = place.text("r.html");
    place.write("r.html", page.replace("</body>", script));
    let url = format!("file://{}", place.path("r.html").display());
    let image = format!("--screenshot={}", place.path("r.png").display());
    let flags = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,1400"];
    let browse = |more: &str| {
        Command::new(browser).args(flags).args([more, &url]).output().expect("it starts")
    };
    let dom = String::from_utf8_lossy(&browse("--dump-dom").stdout).into_owned();
    assert!(dom.contains("class=\"no-LOC\""), "the filter works");
    assert_eq!(dom.matches("<article hidden").count(), 9, "the search works");
    browse(&image);
    let png = place.read("r.png");
    assert!(png.starts_with(b"\x89PNG") && png.len() > 10_000, "{} bytes", png.len());
}

/// Other readers of the formats, from PyPI. Skipped where they cannot be had.
#[test]
fn other_readers_read_the_same() {
    let place = Place::new();
    let Some(python) = python(&place, &["pyarrow", "conllu"]) else { return };
    let news = format!("{}/corpora/news", env!("CARGO_MANIFEST_DIR"));
    for (format, out) in [("jsonl", "j"), ("parquet", "p"), ("conllu", "c")] {
        place.check(&["run", &news, "-o", out, "--format", format, "-q"], 0);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/other_readers.py");
    let output = Command::new(python).arg(script).current_dir(place.0.path()).output();
    let output = output.expect("python starts");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "100 records, 100 documents");
}

/// An interpreter that has these packages.
fn python(place: &Place, packages: &[&str]) -> Option<PathBuf> {
    let has = |python: &Path| {
        let imports = format!("import {}", packages.join(", "));
        Command::new(python).args(["-c", &imports]).output().is_ok_and(|o| o.status.success())
    };
    let system = PathBuf::from("python3");
    if has(&system) {
        return Some(system);
    }
    let environment = place.path("environment");
    let made = Command::new(&system).args(["-m", "venv"]).arg(&environment).output();
    let python = environment.join("bin/python");
    if made.is_ok_and(|output| output.status.success()) {
        let pip = ["-m", "pip", "install", "--quiet", "--retries", "1"];
        let _ = Command::new(&python).args(pip).args(packages).output();
    }
    if has(&python) {
        return Some(python);
    }
    eprintln!("skipped: no Python with {packages:?} here");
    None
}
