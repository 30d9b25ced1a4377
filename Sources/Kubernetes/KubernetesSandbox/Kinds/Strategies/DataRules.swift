import JSON

/// What ConfigMaps and Secrets have in common.
enum DataRules {
  /// The bytes that all values together may have.
  static let maximumSize = 1_048_576

  /// An immutable object stays as it is.
  static func changes(_ object: JSONValue, _ old: JSONValue, of fields: [String]) -> [APIFailure.Cause] {
    guard old["immutable"] == true else { return [] }
    let said = "field is immutable when `immutable` is set"
    var causes: [APIFailure.Cause] = []
    if object["immutable"] != true { causes.append(.forbidden("immutable", said)) }
    for field in fields where object[field] ?? [:] != old[field] ?? [:] { causes.append(.forbidden(field, said)) }
    return causes
  }
}
