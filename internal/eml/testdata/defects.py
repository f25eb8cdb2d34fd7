"""Reads emails as Python's email package does, strictly, and prints what it
found as JSON: one object for each file named on the command line."""

import email
import email.policy
import json
import sys


def read(path):
    with open(path, "rb") as f:
        message = email.message_from_binary_file(f, policy=email.policy.default)
    defects = []
    contents = {}
    for part in message.walk():
        for name, value in part.items():
            defects += [f"{name}: {d!r}" for d in value.defects]
        if part.get_content_maintype() == "text":
            contents[part.get_content_type()] = part.get_content()
        elif not part.is_multipart():
            contents[part["content-id"]] = part.get_content().hex()
            contents["name"] = part.get_filename()
        # Last, because decoding finds defects of its own.
        defects += [f"{part.get_content_type()}: {d!r}" for d in part.defects]
    sender = message["from"]
    return {
        "defects": defects,
        "subject": message["subject"],
        "from": sender.addresses[0].display_name if sender else "",
        "date": int(message["date"].datetime.timestamp()),
        "contents": contents,
    }


json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
