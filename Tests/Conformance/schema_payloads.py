"""Random payloads that an official schema accepts, made from the schema alone.

Nothing here knows a dialect: so these payloads contain what the schema allows and nobody thought
of. Only the keywords that the schemas in use have are understood; another one in a place where it
matters is an error, not a guess. What is drawn for `pattern` and for objects that overlap need not be
valid: ask the schema.
"""

import random
import re

KNOWN = {
    "$comment", "$defs", "$ref", "$schema", "additionalProperties", "allOf", "anyOf", "default", "enum",
    "format", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
    "minimum", "oneOf", "pattern", "properties", "propertyNames", "required", "type",
}  # fmt: skip
TEXTS = ["", "a", "Hi there", "\u00e9", "\U0001f600", "one\n\ntwo", '"quoted" \\ \u2028', "【13†source】"]
PATTERNED = ["name", "tunnel_" + "0" * 32]
NAMES = ["x", "note", "", "Type", "\u00fc", "extra_content"]


class SchemaPayloads:
    """Draws payloads of one schema; the same seed gives the same payloads.

    Of unions, definitions with a preferred name are drawn more often than the others.
    """

    def __init__(self, schema, seed, preferred=()):
        self.schema = schema
        self.random = random.Random(seed)
        self.preferred = {f"#/$defs/{name}" for name in preferred}

    def draw(self):
        return self.value(self.schema)

    def value(self, schema):
        unknown = set(schema) - KNOWN
        if unknown:
            raise ValueError(f"keywords that no payload is made for: {sorted(unknown)}")
        if "$ref" in schema:
            return self.value(self.schema["$defs"][schema["$ref"].rsplit("/", 1)[1]])
        union = schema.get("anyOf") or schema.get("oneOf")
        if union and not only_required(union):
            return self.value(self.branch(union))
        if "allOf" in schema:
            return self.merged(schema)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        kind = schema.get("type", "object" if "properties" in schema else "any")
        if isinstance(kind, list):
            kind = self.random.choice(kind)
        return getattr(self, f"{kind}_value")(schema)

    def branch(self, union):
        """One of several schemas."""
        preferred = [schema for schema in union if schema.get("$ref") in self.preferred]
        return self.random.choice(preferred if preferred and self.random.random() < 0.8 else union)

    def merged(self, schema):
        """An object of several schemas at once."""
        members = {}
        for part in schema["allOf"]:
            members |= self.value(part)
        return members

    def any_value(self, _, depth=0):
        choices = ["text", 0, -1.5, True, None, [], {}]
        if depth < 2:
            choices += [[self.any_value({}, depth + 1)], {"k": self.any_value({}, depth + 1)}]
        return self.random.choice(choices)

    def null_value(self, _):
        return None

    def boolean_value(self, _):
        return self.random.random() < 0.5

    def number_value(self, schema):
        return self.integer_value(schema) + self.random.choice([0, 0.5])

    def integer_value(self, schema):
        low = schema.get("minimum", 0)
        return self.random.choice([low, self.random.randint(low, schema.get("maximum", 2_000_000_000))])

    def string_value(self, schema):
        if schema.get("format") == "uri":
            return f"https://example.com/{self.random.randint(0, 99)}.png"
        if "pattern" in schema:
            return next(text for text in PATTERNED if re.search(schema["pattern"], text))
        low, high = schema.get("minLength", 0), schema.get("maxLength")
        if high and self.random.random() < 0.02:
            return "x" * high
        if self.random.random() < 0.5:
            return f"id_{self.random.randint(0, 20)}"
        return max(self.random.choice(TEXTS), "x" * low, key=len)

    def array_value(self, schema):
        low, high = schema.get("minItems", 0), min(schema.get("maxItems", 4), 12)
        if "maxItems" in schema and self.random.random() < 0.9:
            high = min(high, low + 3)
        return [self.value(schema.get("items", {})) for _ in range(self.random.randint(low, max(low, high)))]

    def object_value(self, schema):
        properties = schema.get("properties", {})
        excluded = set()
        for union in (schema.get("anyOf"), schema.get("oneOf")):
            if union:
                chosen = self.random.choice(union)["required"]
                excluded |= {n for branch in union for n in branch["required"]} - set(chosen)
                schema = {**schema, "required": [*schema.get("required", []), *chosen]}
        required = schema.get("required", [])
        members = {}
        for name, member in properties.items():
            if name in required or (name not in excluded and self.random.random() < 0.6):
                members[name] = self.value(member)
        self.add_unknown(members, schema)
        order = list(members)
        self.random.shuffle(order)
        return {name: members[name] for name in order}

    def add_unknown(self, members, schema):
        """Members of any name: values of a map, or strangers where the schema lets them in."""
        additional = schema.get("additionalProperties", {})
        if additional is False:
            return
        is_map = not schema.get("properties")
        if not is_map and self.random.random() < 0.9:
            return
        for _ in range(self.random.randint(0, 3)):
            name = self.random.choice(NAMES)
            if name not in schema.get("properties", {}):
                members[name] = self.value(additional)


def only_required(union):
    return all(set(branch) == {"required"} for branch in union)
