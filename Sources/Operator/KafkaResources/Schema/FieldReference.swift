/// Every field of the custom resources as a page of Markdown, from the schema.
public struct FieldReference {
  /// The page.
  public private(set) var text = ""
  /// Where a table of fields is printed, by its text: elsewhere its place is named.
  private var places: [String: Place] = [:]

  /// A place in a resource.
  private struct Place: Equatable {
    let kind: String
    let path: String

    var depth: Int { path.split(separator: ".").count }
  }

  /// The page of these kinds.
  public init(of schemas: [ResourceSchema] = ResourceSchema.all) {
    text += "# Fields of the custom resources\n\n"
    text +=
      "This page is made from the schema (`make golden`), as the CRDs and the check of manifests are. What belongs "
    text += "together and why is in [custom-resources.md](custom-resources.md).\n\n"
    text +=
      "\"Kubernetes\" stands for an object of Kubernetes' own, such as a volume or a security context, which is passed "
    text += "on as it is written.\n"
    for schema in schemas { write(schema) }
  }

  private mutating func write(_ schema: ResourceSchema) {
    text += "\n## \(schema.kind)\n\n`\(schema.apiVersion)`. \(schema.text)"
    if !schema.shortNames.isEmpty {
      text += " Short: " + schema.shortNames.map { "`kubectl get \($0)`" }.joined(separator: ", ") + "."
    }
    text += "\n"
    for (place, fields) in [("spec", schema.spec), ("status", schema.status)] where !fields.isEmpty {
      settle(fields, at: Place(kind: schema.kind, path: place))
      write(fields, at: Place(kind: schema.kind, path: place))
    }
  }

  /// Settles where each table is printed: the place with the shortest path, the first of several.
  private mutating func settle(_ fields: [SchemaField], at place: Place) {
    let table = Self.table(fields, at: place)
    if let first = places[table.text], first.kind != place.kind || first.depth <= place.depth { return }
    places[table.text] = place
    for nested in table.nested { settle(nested.fields, at: nested.place) }
  }

  private mutating func write(_ fields: [SchemaField], at place: Place) {
    if fields.isEmpty { return }
    let table = Self.table(fields, at: place)
    text += "\n### \(place.kind): \(place.path)\n\n"
    // A single field is repeated: that is shorter than to say where it stands.
    if fields.count > 1, let first = places[table.text], first != place {
      text += "The fields are those of `\(first.path)`\(first.kind == place.kind ? "" : " of \(first.kind)").\n"
      return
    }
    text += table.text
    for nested in table.nested { write(nested.fields, at: nested.place) }
  }

  private static func table(
    _ fields: [SchemaField], at place: Place
  ) -> (text: String, nested: [(place: Place, fields: [SchemaField])]) {
    var text = "| field | what it is | meaning |\n|---|---|---|\n"
    var nested: [(place: Place, fields: [SchemaField])] = []
    for field in fields {
      let form = form(of: field.value)
      let meaning = field.description + (field.isRequired ? " Required." : "")
      text += "| `\(field.name)` | \(form.text) | \(meaning.replacing("|", with: "\\|")) |\n"
      guard let inner = form.fields else { continue }
      nested.append((Place(kind: place.kind, path: "\(place.path).\(field.name)\(form.suffix)"), inner))
    }
    return (text, nested)
  }

  /// How a value is called, the fields of the objects in it, and how a path leads to them.
  private static func form(of value: ValueSchema) -> (text: String, fields: [SchemaField]?, suffix: String) {
    switch value {
    case .flag: return ("`true` or `false`", nil, "")
    case .integer(let range):
      if range.lowerBound == Int(Int32.min) { return ("number", nil, "") }
      let isOpen = range.upperBound >= Int(Int32.max)
      return (isOpen ? "number from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)", nil, "")
    case .text(let schema):
      if schema.choices.isEmpty { return ("text", nil, "") }
      return (schema.choices.map { "`\($0)`" }.joined(separator: ", "), nil, "")
    case .object(let fields, _): return ("object", fields, "")
    case .list(let list):
      let element = form(of: list.element)
      return ("list of \(plural(element.text))", element.fields, "[]" + element.suffix)
    case .map(let member, _):
      let element = form(of: member)
      return ("\(plural(element.text)) by name", element.fields, ".NAME" + element.suffix)
    case .passedOn: return ("Kubernetes object", nil, "")
    }
  }

  private static func plural(_ text: String) -> String {
    switch text {
    case "text": "texts"
    case "object": "objects"
    case "Kubernetes object": "Kubernetes objects"
    case "number": "numbers"
    default: text
    }
  }
}
