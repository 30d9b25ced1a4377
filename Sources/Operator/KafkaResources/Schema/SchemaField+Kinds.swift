// The kinds of fields, so that a table of them reads like one.
extension SchemaField {
  /// A truth value.
  package static func flag(_ name: String, _ text: String, default defaultText: String? = nil) -> SchemaField {
    SchemaField(name, .flag, text, default: defaultText)
  }

  /// An integer; 32 bits where no range is given.
  package static func integer(
    _ name: String, _ text: String, in range: ClosedRange<Int> = Int(Int32.min)...Int(Int32.max),
    default defaultText: String? = nil
  ) -> SchemaField {
    SchemaField(name, .integer(range), text, default: defaultText)
  }

  /// A port.
  package static func port(
    _ name: String, _ text: String, from lowest: Int = 1, default defaultText: String? = nil
  ) -> SchemaField {
    SchemaField(name, .integer(lowest...65535), text, default: defaultText)
  }

  /// A string on one line.
  package static func string(
    _ name: String, _ text: String, form: TextForm? = nil, maximum: Int = SchemaBounds.line,
    default defaultText: String? = nil
  ) -> SchemaField {
    var schema = TextSchema(maximumLength: maximum)
    schema.form = form
    return SchemaField(name, .text(schema), text, default: defaultText)
  }

  /// A string of at most 253 characters, as names and host names are.
  package static func name(
    _ name: String, _ text: String, form: TextForm? = nil, default defaultText: String? = nil
  ) -> SchemaField {
    string(name, text, form: form, maximum: SchemaBounds.name, default: defaultText)
  }

  /// A text of many lines.
  package static func document(_ name: String, _ text: String, default defaultText: String? = nil) -> SchemaField {
    SchemaField(name, .text(TextSchema(maximumLength: SchemaBounds.document)), text, default: defaultText)
  }

  /// One of several words.
  package static func choice(
    _ name: String, _ text: String, _ choices: [String], default defaultText: String? = nil
  ) -> SchemaField {
    SchemaField(name, .text(.choice(choices)), text, default: defaultText)
  }

  /// One of the values of a type.
  package static func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ text: String, _: Choice.Type, default defaultText: String? = nil
  ) -> SchemaField where Choice.RawValue == String {
    choice(name, text, Choice.allCases.map(\.rawValue), default: defaultText)
  }

  /// An object.
  package static func object(_ name: String, _ text: String, _ fields: [SchemaField], keepsOthers: Bool = false)
    -> SchemaField
  {
    SchemaField(name, .object(fields, keepsOthers: keepsOthers), text)
  }

  /// A list of objects.
  package static func objects(
    _ name: String, _ text: String, _ fields: [SchemaField], key: ListKey? = nil, maximum: Int = SchemaBounds.list
  ) -> SchemaField {
    let element = ValueSchema.object(fields, keepsOthers: false)
    return SchemaField(name, .list(ListSchema(element: element, maximumCount: maximum, key: key)), text)
  }

  /// A list of strings.
  package static func strings(
    _ name: String, _ text: String, _ element: TextSchema = TextSchema(), maximum: Int = SchemaBounds.list,
    default defaultText: String? = nil
  ) -> SchemaField {
    let list = ListSchema(element: .text(element), maximumCount: maximum, key: nil)
    return SchemaField(name, .list(list), text, default: defaultText)
  }

  /// A list of integers.
  package static func integers(
    _ name: String, _ text: String, in range: ClosedRange<Int>, maximum: Int = SchemaBounds.list
  ) -> SchemaField {
    SchemaField(name, .list(ListSchema(element: .integer(range), maximumCount: maximum, key: nil)), text)
  }

  /// Strings by keys of the user's.
  package static func stringMap(_ name: String, _ text: String, _ value: TextSchema = TextSchema()) -> SchemaField {
    SchemaField(name, .map(.text(value), maximumCount: SchemaBounds.map), text)
  }

  /// Objects by keys of the user's.
  package static func objectMap(
    _ name: String, _ text: String, _ fields: [SchemaField], maximum: Int = SchemaBounds.map
  ) -> SchemaField {
    SchemaField(name, .map(.object(fields, keepsOthers: false), maximumCount: maximum), text)
  }

  /// An object of Kubernetes' own, passed on as it is.
  package static func passedOn(_ name: String, _ text: String, default defaultText: String? = nil) -> SchemaField {
    SchemaField(name, .passedOn, text, default: defaultText)
  }

  /// Objects of Kubernetes' own, passed on as they are.
  package static func allPassedOn(_ name: String, _ text: String) -> SchemaField {
    SchemaField(name, .list(ListSchema(element: .passedOn, maximumCount: SchemaBounds.list, key: nil)), text)
  }
}

extension TextSchema {
  /// A text of at most 253 characters.
  package static let name = TextSchema(maximumLength: SchemaBounds.name)

  /// One of several words.
  static func choice(_ choices: [String], noun: String = "value of this field") -> TextSchema {
    var schema = TextSchema(maximumLength: SchemaBounds.name)
    schema.choices = choices
    schema.choiceNoun = noun
    return schema
  }
}
