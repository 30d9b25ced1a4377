import JSON

/// Definitions of custom resources: their names, which are accepted at once where they are free.
enum DefinitionStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fill(&object) },
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      object["status"] = nil
      object["status"] = status(of: object, context)
    },
    prepareForUpdate: { (object: inout JSONValue, old, context) throws(APIFailure) in
      // The names and versions of the status follow the spec; a write of the status itself is left as it is.
      if object["spec"] != old["spec"] {
        object["status"] = status(of: object, context)
      }
    },
    validate: { object, old, subresource in
      DefinitionRules.problems(in: object, old: old, subresource: subresource)
    })

  private static func status(of object: JSONValue, _ context: StrategyContext) -> JSONValue {
    DefinitionNames.status(of: object, among: context.objects(Definitions.resource), now: context.now)
  }

  private static func fill(_ object: inout JSONValue) {
    object.change("spec") { spec in
      spec.change("names") { names in
        let kind = names.text("kind")
        if kind.isEmpty { return }
        names.fillText("singular", kind.lowercased())
        names.fillText("listKind", kind + "List")
        names.dropEmpty("shortNames", "categories")
      }
      spec.fill("conversion", ["strategy": "None"])
      if spec["preserveUnknownFields"] == false { spec["preserveUnknownFields"] = nil }
      spec.changeEach("versions") { version in
        version.dropEmpty("additionalPrinterColumns", "selectableFields", "subresources")
        version.changeEach("additionalPrinterColumns") { column in
          if column["priority"] == 0 { column["priority"] = nil }
        }
      }
    }
  }
}
