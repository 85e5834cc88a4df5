"""Reads back what `shouce export` wrote, with other people's readers.

In: the kind and a file. Out: one JSON list on standard output. gift: [{title, type, text, answers, right}] by pygiftparser;
anki: [{guid, deck, front, back, tags}] of the notes in a fresh collection after Anki's own import, twice.
"""

import json
import sys
import tempfile


def gift(path):
    from pygiftparser import parser

    with open(path, encoding="utf-8") as file:
        questions = parser.parseFile(file)
    out = []
    for question in questions:
        answers = getattr(question.answers, "answers", [])
        out.append(
            {
                "title": question.title,
                "valid": question.valid,
                "category": question.cat,
                "type": type(question.answers).__name__,
                "text": question.text,
                "feedback": question.generalFeedback,
                "answers": [getattr(a, "answer", None) for a in answers],
                "questions": [getattr(a, "question", None) for a in answers],
                "fractions": [getattr(a, "fraction", None) for a in answers],
                "holds": getattr(question.answers, "answer", None),
            }
        )
    return out


def anki(path):
    from anki.collection import Collection, ImportCsvRequest

    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(folder + "/collection.anki2")
        for _ in range(2):
            metadata = collection.get_csv_metadata(path=path, delimiter=None)
            collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))
        out = []
        for id in collection.find_notes(""):
            note = collection.get_note(id)
            card = note.cards()[0]
            out.append(
                {
                    "guid": note.guid,
                    "deck": collection.decks.name(card.did),
                    "front": note.fields[0],
                    "back": note.fields[1],
                    "shown": card.question(),
                    "tags": sorted(note.tags),
                }
            )
        collection.close()
    return out


print(json.dumps({"gift": gift, "anki": anki}[sys.argv[1]](sys.argv[2])))
