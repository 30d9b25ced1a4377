import JSON
import Telemetry

extension SecretInputs {
  /// How the Secrets stand and what is in use, for people: nothing of a key.
  var jsonValue: JSONValue {
    var list = JSONObject()
    for (name, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
      var entry: JSONObject
      switch verdict {
      case .unread: entry = ["state": "unread"]
      case .accepted: entry = ["state": "accepted"]
      case .refused(let problems):
        entry = ["state": "refused", "problems": .array(problems.map { .string($0) })]
      }
      var served = JSONObject()
      for (point, secret) in inUse.sorted(by: { $0.key < $1.key }) where secret.certificate.name == name {
        served[point] = [
          "subject": .string(secret.subject), "serialNumber": .string(secret.serialNumber),
          "expiry": .string(Timestamp.text(seconds: secret.expiry)),
        ]
      }
      entry["inUse"] = .object(served)
      list[name] = .object(entry)
    }
    return .object(list)
  }
}
