#!/usr/bin/env python3
"""Upload archives made by make.py to a plain registry, without any container engine:

    push.py HOST:PORT REPOSITORY:TAG ARCHIVE [ARCHIVE…]

One archive becomes a Docker v2 manifest with gzip layers; several become a manifest list, one entry an architecture.
"""
import gzip, hashlib, http.client, json, sys, tarfile

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
LIST = "application/vnd.docker.distribution.manifest.list.v2+json"


def ask(registry, method, path, body=None, kind=None, want=(200, 201, 202, 204)):
    connection = http.client.HTTPConnection(registry, timeout=60)
    connection.request(method, path, body, {"Content-Type": kind} if kind else {})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status not in want:
        raise SystemExit(f"{method} {path}: {answer.status} {text[:200]!r}")
    return answer


def put_blob(registry, name, data):
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    if ask(registry, "HEAD", f"/v2/{name}/blobs/{digest}", want=(200, 404)).status == 404:
        place = ask(registry, "POST", f"/v2/{name}/blobs/uploads/").getheader("Location")
        place = place[place.index("/v2/"):]
        ask(registry, "PUT", place + ("&" if "?" in place else "?") + "digest=" + digest, data, "application/octet-stream")
    return digest


def put_manifest(registry, name, reference, document, kind):
    data = json.dumps(document).encode()
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    ask(registry, "PUT", f"/v2/{name}/manifests/{reference or digest}", data, kind)
    return {"mediaType": kind, "digest": digest, "size": len(data)}


def put_image(registry, name, reference, archive):
    with tarfile.open(archive) as tar:
        index = json.load(tar.extractfile("manifest.json"))[0]
        config = tar.extractfile(index["Config"]).read()
        layers = [gzip.compress(tar.extractfile(layer).read(), 6, mtime=0) for layer in index["Layers"]]
    document = {
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": len(config), "digest": put_blob(registry, name, config)},
        "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": len(layer), "digest": put_blob(registry, name, layer)}
                   for layer in layers]}
    platform = {"os": "linux", "architecture": json.loads(config)["architecture"]}
    return {**put_manifest(registry, name, reference, document, MANIFEST), "platform": platform}


def main(registry, target, archives):
    name, tag = target.rsplit(":", 1)
    if len(archives) == 1:
        print(put_image(registry, name, tag, archives[0])["digest"])
    else:
        entries = [put_image(registry, name, None, archive) for archive in archives]
        print(put_manifest(registry, name, tag, {"schemaVersion": 2, "mediaType": LIST, "manifests": entries}, LIST)["digest"])


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
