import JSON

/// Leases.
enum LeaseStrategy {
  static let strategy = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in object.fill("spec", [:]) },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in object.fill("spec", [:]) },
    validate: { object, _, _ in
      var causes: [APIFailure.Cause] = []
      if let duration = object.at("spec", "leaseDurationSeconds"), (duration.intValue ?? 1) <= 0 {
        causes.append(.invalidValue("spec.leaseDurationSeconds", duration, "must be greater than 0"))
      }
      if let transitions = object.at("spec", "leaseTransitions"), (transitions.intValue ?? 0) < 0 {
        causes.append(.invalidValue("spec.leaseTransitions", transitions, "must be greater than or equal to 0"))
      }
      return causes
    }, allowsUnconditionalUpdate: false, allowsCreateOnUpdate: true)
}
