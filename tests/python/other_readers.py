"""Compares the records of one run in JSONL, Parquet and CoNLL-U, with readers that are not ours."""

import json

import conllu
import pyarrow.parquet


def as_json(row):
    """A Parquet row as the JSON record says it."""
    row["sentences"] = [[s["start"], s["end"]] for s in row["sentences"]]
    for token in row["tokens"]:
        if token["clitics"] is None:
            del token["clitics"]
    for quantity in row["quantities"]:
        for field in ("value", "min", "max"):
            if quantity[field] is not None:
                quantity[field] = json.loads(quantity[field], parse_float=str, parse_int=str)
    for field in ("encoding", "meta"):
        if row[field] is None:
            del row[field]
    return row



with open("j/records.jsonl", encoding="utf-8") as file:
    records = [json.loads(line, parse_float=str) for line in file]
for record in records:
    for quantity in record["quantities"]:
        for field in ("value", "min", "max"):
            if quantity[field] is not None:
                quantity[field] = str(quantity[field])
rows = [as_json(row) for row in pyarrow.parquet.read_table("p/records.parquet").to_pylist()]
assert rows == records, next((a, b) for a, b in zip(rows, records) if a != b)

texts = {record["id"]: record["text"] for record in records}
documents = set()
with open("c/records.conllu", encoding="utf-8") as file:
    for sentence in conllu.parse_incr(file):
        document = sentence.metadata["sent_id"].rsplit("-", 1)[0]
        documents.add(document)
        source = texts[document]
        text, skip = "", 0
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert 0 <= start <= end <= len(source)
            if isinstance(token["id"], tuple):
                skip = token["id"][2]
            elif token["id"] <= skip:
                continue
            assert source[start:end] == token["form"], (source[start:end], token["form"])
            text += token["form"]
            if token["misc"].get("SpaceAfter") != "No":
                text += " "
        assert text.rstrip() == sentence.metadata["text"], (text, sentence.metadata["text"])
print(f"{len(records)} records, {len(documents)} documents")
