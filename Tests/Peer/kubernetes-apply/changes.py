"""Random changes of what is desired: each tells what it did, and gives another object."""
import copy
import re

# What names the object is not changed.
FIXED = {("apiVersion",), ("kind",), ("metadata", "name"), ("metadata", "namespace")}


def places(value, wanted, path=()):
    """The paths of all values of these types."""
    found = [path] if isinstance(value, wanted) and path and path not in FIXED else []
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, member in members:
        found += places(member, wanted, path + (key,))
    return found


def parent(value, path):
    for key in path[:-1]:
        value = value[key]
    return value


def said(verb, path):
    return f"{verb} {'.'.join(map(str, path))}"


def value_changed(desired, random):
    path = random.choice(places(desired, (str, int, bool)))
    old = parent(desired, path)[path[-1]]
    parent(desired, path)[path[-1]] = not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else old + "x"
    return said("changed", path)


def member_removed(desired, random):
    inner = [path for path in places(desired, (str, int, bool, dict, list)) if path != ("metadata",)]
    path = random.choice(inner)
    del parent(desired, path)[path[-1]]
    return said("removed", path)


def label_added(desired, random):
    place = random.choice(["labels", "annotations"])
    desired["metadata"].setdefault(place, {})[f"example.com/new-{random.randrange(1000)}"] = "1"
    return f"added to {place}"


def list_changed(desired, random):
    lists = [path for path in places(desired, list) if parent(desired, path)[path[-1]]]
    if not lists:
        return None
    path = random.choice(lists)
    items = parent(desired, path)[path[-1]]
    verb = random.choice(["reversed", "lengthened", "shortened"])
    if verb == "reversed":
        items.reverse()
    elif verb == "shortened":
        items.pop(random.randrange(len(items)))
    else:
        item = copy.deepcopy(random.choice(items))
        if isinstance(item, dict):
            for key in ["name", "mountPath"]:
                item.update({key: item[key] + "-2"} if key in item else {})
            for key in ["port", "containerPort"]:
                item.update({key: item[key] + 1} if key in item else {})
        else:
            item += "2"
        items.insert(random.randrange(len(items) + 1), item)
    return said(verb, path)


def rewritten(desired, random):
    """The same in other words: what the server makes the same of, or defaults that are said or not said."""
    done = []
    for path in places(desired, str):
        text = parent(desired, path)[path[-1]]
        if "resources" in path and (match := re.fullmatch(r"(\d+)Gi", text)):
            parent(desired, path)[path[-1]] = f"{int(match[1]) * 1024}Mi"
            done.append(said("rewritten", path))
    for path in places(desired, str):
        if path[-1] == "protocol" and random.random() < 0.5:
            del parent(desired, path)["protocol"]
            done.append(said("without", path))
    metadata = desired["metadata"]
    metadata.setdefault("finalizers", [])
    metadata.setdefault("annotations", {})
    if desired["kind"] == "Service":
        desired["spec"]["externalIPs"] = desired["spec"].get("externalIPs", [])
        ports = desired["spec"]["ports"]
        # Of two ports of one number, for TCP and UDP, the server gives one that asks for 0 another node port at every apply.
        if [port["port"] for port in ports].count(ports[0]["port"]) == 1:
            ports[0].setdefault("nodePort", 0)
    if desired["kind"] == "Deployment":
        desired["spec"]["template"]["spec"].setdefault("securityContext", {})
        desired["spec"]["template"]["metadata"]["creationTimestamp"] = None
    return ", ".join(done + ["empty members"])


def shuffled(value, random):
    """The same with its members in another order."""
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return value


CHANGES = [value_changed, member_removed, label_added, list_changed, rewritten]


def changed(desired, change, random):
    """What was done, and the other object; nil where it cannot be done to this one."""
    other = copy.deepcopy(desired)
    what = change(other, random)
    return (what, shuffled(other, random)) if what else None
