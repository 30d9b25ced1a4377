import JSON

/// What is valid in a volume of a pod.
enum VolumeRules {
  static func problems(in volume: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let sources = (volume.objectValue ?? [:]).filter { $0.key != "name" && !$0.value.isNull }.map(\.key)
    for extra in sources.dropFirst() {
      causes.append(.forbidden("\(field).\(extra)", "may not specify more than 1 volume type"))
    }
    if sources.isEmpty { causes.append(.required(field, "must specify a volume type")) }
    for (source, part) in [
      ("persistentVolumeClaim", "claimName"), ("configMap", "name"), ("secret", "secretName"), ("hostPath", "path"),
    ] {
      guard let value = volume.at(source), value.text(part).isEmpty else { continue }
      causes.append(.required("\(field).\(source).\(part)"))
    }
    if let limit = volume.at("emptyDir", "sizeLimit"), QuantityRules.quantity(limit) == nil {
      causes.append(.invalidValue("\(field).emptyDir.sizeLimit", limit, "must be a quantity, such as 10Gi"))
    }
    return causes
  }
}
