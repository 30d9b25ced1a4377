import KafkaModel
import Testing

@Suite struct AccessControlEntryTests {
  private let good = AccessControlEntry(
    resourceType: .topic, resourceName: "orders", patternType: .prefixed, principal: "User:alice", host: "*",
    operation: .read, permission: .allow)

  @Test func anEntryThatSaysTooLittleIsRefused() {
    #expect(good.problem == nil)
    for change: (inout AccessControlEntry) -> Void in [
      { $0.resourceType = .any }, { $0.resourceType = .unknown }, { $0.patternType = .match },
      { $0.patternType = .any },
      { $0.operation = .any }, { $0.permission = .any }, { $0.resourceName = "" }, { $0.principal = "alice" },
      { $0.host = "" }, { $0.resourceType = .cluster },
    ] {
      var entry = good
      change(&entry)
      #expect(entry.problem != nil, "\(entry)")
    }
    var cluster = good
    cluster.resourceType = .cluster
    cluster.resourceName = "kafka-cluster"
    #expect(cluster.problem == nil)
  }

  @Test func aFilterPassesWhatItNames() {
    #expect(AccessControlFilter().matches(good))
    #expect(AccessControlFilter(resourceType: .topic, resourceName: "orders").matches(good))
    #expect(!AccessControlFilter(resourceType: .group).matches(good))
    #expect(!AccessControlFilter(resourceName: "orders-eu").matches(good))
    #expect(!AccessControlFilter(patternType: .literal).matches(good))
    #expect(!AccessControlFilter(principal: "User:bob").matches(good))
    #expect(!AccessControlFilter(host: "10.0.0.1").matches(good))
    #expect(!AccessControlFilter(operation: .write).matches(good))
    #expect(!AccessControlFilter(permission: .deny).matches(good))
  }

  @Test func aMatchingFilterPassesEveryPatternThatHoldsForTheName() {
    var wildcard = good
    wildcard.patternType = .literal
    wildcard.resourceName = "*"
    var literal = wildcard
    literal.resourceName = "orders-eu"
    let filter = AccessControlFilter(resourceName: "orders-eu", patternType: .match)
    for entry in [good, wildcard, literal] { #expect(filter.matches(entry), "\(entry)") }
    let other = AccessControlFilter(resourceName: "payments", patternType: .match)
    #expect(!other.matches(good))
    #expect(other.matches(wildcard))
    #expect(!other.matches(literal))
  }

  @Test func numbersThatKafkaDoesNotKnowAreNoFilter() {
    func filter(_ type: Int8, _ pattern: Int8, _ operation: Int8, _ permission: Int8) -> AccessControlFilter {
      AccessControlFilter(
        resourceType: type, resourceName: nil, patternType: pattern, principal: nil, host: nil, operation: operation,
        permission: permission)
    }
    #expect(!filter(1, 1, 1, 1).isUnknown)
    for bad in [filter(9, 1, 1, 1), filter(1, 9, 1, 1), filter(1, 1, 99, 1), filter(1, 1, 1, -1)] {
      #expect(bad.isUnknown)
    }
  }
}
