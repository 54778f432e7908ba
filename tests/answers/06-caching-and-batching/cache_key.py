# %% Only the content kind="wrong" points=2 says="The parameters' values belong in the key"
import hashlib


def cache_key(content, parameters, version):
    return hashlib.sha256(content).hexdigest()


# %% Not the content kind="wrong" points=2 says="the answer for the changed file would be stale"
import hashlib


def cache_key(content, parameters, version):
    return hashlib.sha256(f"{sorted(parameters.items())}|{version}".encode()).hexdigest()


# %% The beginning of the content is enough kind="wrong" points=2 says="The whole content belongs in the key"
import hashlib
import json


def cache_key(content, parameters, version):
    text = json.dumps([content[:1000].hex(), parameters, version], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# %% Parameters in the order they came kind="wrong" points=2 says="Sort the parameters by name first"
import hashlib


def cache_key(content, parameters, version):
    return hashlib.sha256(repr((content, parameters, version)).encode()).hexdigest()


# %% The version is left out kind="wrong" points=2 says="answers of the old code"
import hashlib


def cache_key(content, parameters, version):
    text = repr((content, sorted(parameters.items())))
    return hashlib.sha256(text.encode()).hexdigest()


# %% Joined without a border kind="wrong" points=2 says="Put a border between the parts"
import hashlib


def cache_key(content, parameters, version):
    text = repr(sorted(parameters.items()))
    return hashlib.sha256(text.encode() + version.encode() + content).hexdigest()


# %% str of each value kind="wrong" points=2 says="str does not"
import hashlib


def cache_key(content, parameters, version):
    pairs = ";".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    inner = hashlib.sha256(content).hexdigest()
    return hashlib.sha256(f"{inner}|{pairs}|{version}".encode()).hexdigest()


# %% The values without their names kind="wrong" points=2 says="The parameters' names belong in the key"
import hashlib


def cache_key(content, parameters, version):
    values = [parameters[name] for name in sorted(parameters)]
    return hashlib.sha256(repr((content, values, version)).encode()).hexdigest()


# %% Python's own hash, made to look like digits kind="wrong" points=2 says="Python's own hash is not made for this"
def cache_key(content, parameters, version):
    number = hash((content, tuple(sorted(parameters.items())), version))
    return f"{number % 2**64:016x}"


# %% A number instead of text kind="wrong" points=2 says="gives such a text"
import zlib


def cache_key(content, parameters, version):
    return zlib.crc32(repr((content, sorted(parameters.items()), version)).encode())


# %% The content itself in the key kind="wrong" points=2 says="The key must not grow with the content"
def cache_key(content, parameters, version):
    return repr((content, sorted(parameters.items()), version)).encode().hex()


# %% A new key each time kind="wrong" points=0 says="The same input must give the same key"
from itertools import count

ticket = count(1)


def cache_key(content, parameters, version):
    return f"{next(ticket):032x}"


# %% repr of all three kind="right"
import hashlib


def cache_key(content, parameters, version):
    whole = repr((content, sorted(parameters.items()), version))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


# %% Hash of hashes, with another function kind="right"
from hashlib import blake2b, md5


def cache_key(content, parameters, version):
    key = blake2b(digest_size=20)
    key.update(md5(content).digest())
    for name in sorted(parameters):
        for part in (name, repr(parameters[name])):
            key.update(md5(part.encode()).digest())
    key.update(md5(version.encode()).digest())
    return key.hexdigest()


# %% With the course's content_key kind="right"
import json

from greenlib.caching import content_key


def cache_key(content, parameters, version):
    return content_key(json.dumps([content_key(content), version, sorted(parameters.items())]))
