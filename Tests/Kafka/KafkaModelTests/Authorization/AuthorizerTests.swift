import KafkaModel
import Testing

/// An entry that allows alice to read the topic `orders`, unless told otherwise.
private func entry(
  _ permission: AccessPermission = .allow, _ operation: AccessOperation = .read, on type: AccessResourceType = .topic,
  _ name: String = "orders", _ pattern: AccessPatternType = .literal, for principal: String = "User:alice",
  from host: String = "*"
) -> AccessControlEntry {
  AccessControlEntry(
    resourceType: type, resourceName: name, patternType: pattern, principal: principal, host: host,
    operation: operation, permission: permission)
}

/// Whether alice may, from 10.0.0.1.
private func may(
  _ entries: [AccessControlEntry], _ operation: AccessOperation = .read, _ name: String = "orders",
  as principal: String = "User:alice", from host: String = "10.0.0.1", open: Bool = false
) -> Bool {
  Authorizer(entries: entries, superUsers: ["User:root"], allowsWithoutEntries: open)
    .isAllowed(principal, from: host, operation, on: .topic, named: name)
}

@Suite struct AuthorizerTests {
  @Test func anEntryAllowsItsPrincipalItsOperationOnItsResource() {
    #expect(may([entry()]))
    #expect(!may([entry()], .write))
    #expect(!may([entry()], .read, "orders-2"))
    #expect(!may([entry()], as: "User:bob"))
    #expect(!may([entry(on: .group)]))
  }

  @Test func withoutAnyEntryOnlyTheConfiguredRuleCounts() {
    #expect(!may([]))
    #expect(may([], open: true))
    // Somebody else's entry makes the resource a controlled one.
    #expect(!may([entry(for: "User:bob")], open: true))
    #expect(may([entry(on: .group, for: "User:bob")], open: true))
    #expect(may([entry(for: "User:bob")], .read, "payments", open: true))
  }

  @Test func aSuperUserMayAllEvenWhatIsDenied() {
    let entries = [entry(.deny, .all, for: "User:*")]
    #expect(may(entries, as: "User:root"))
    #expect(!may(entries))
  }

  @Test func aDenialWinsInAnyOrder() {
    for entries in [[entry(), entry(.deny)], [entry(.deny), entry()]] { #expect(!may(entries)) }
    #expect(!may([entry(.allow, .all), entry(.deny, .all, "ord", .prefixed)]))
    #expect(!may([entry(), entry(.deny, .read, "*")]))
    #expect(may([entry(), entry(.deny, .write)]))
  }

  @Test func prefixesAndTheWildcardHoldForNamesThatTheyCover() {
    #expect(may([entry(.allow, .read, "orders-", .prefixed)], .read, "orders-eu"))
    #expect(!may([entry(.allow, .read, "orders-", .prefixed)], .read, "order"))
    #expect(may([entry(.allow, .read, "*")], .read, "whatever"))
    // A prefixed asterisk is only an asterisk.
    #expect(!may([entry(.allow, .read, "*", .prefixed)], .read, "whatever"))
  }

  @Test func hostsAndEverybody() {
    #expect(may([entry(from: "10.0.0.1")]))
    #expect(!may([entry(from: "10.0.0.1")], from: "10.0.0.2"))
    #expect(may([entry(for: "User:*")], as: "User:somebody"))
    #expect(!may([entry(for: "User:*")], as: "Group:somebody"))
  }

  @Test(arguments: [AccessOperation.read, .write, .delete, .alter])
  func whatImpliesDescribe(operation: AccessOperation) {
    #expect(may([entry(.allow, operation)], .describe))
    #expect(!may([entry(.allow, operation)], .describeConfigs))
    // A denial implies nothing.
    #expect(may([entry(.allow, .describe), entry(.deny, operation)], .describe))
  }

  @Test func alterConfigsImpliesDescribeConfigsAndAllImpliesAll() {
    #expect(may([entry(.allow, .alterConfigs)], .describeConfigs))
    #expect(!may([entry(.allow, .alterConfigs)], .describe))
    for operation in AccessResourceType.topic.operations { #expect(may([entry(.allow, .all)], operation)) }
  }

  @Test func someTopicIsEnoughForAnIdempotentProducer() {
    func may(_ entries: [AccessControlEntry], open: Bool = false) -> Bool {
      Authorizer(entries: entries, allowsWithoutEntries: open)
        .isAllowedAnywhere("User:alice", from: "10.0.0.1", .write, on: .topic)
    }
    #expect(!may([]))
    #expect(may([], open: true))
    #expect(may([entry(.allow, .write)]))
    #expect(!may([entry(.allow, .read)]))
    #expect(!may([entry(.allow, .write), entry(.deny, .write)]))
    #expect(!may([entry(.allow, .write, "orders-eu"), entry(.deny, .write, "orders", .prefixed)]))
    #expect(may([entry(.allow, .write, "orders", .prefixed), entry(.deny, .write, "orders")]))
    #expect(!may([entry(.allow, .write), entry(.deny, .all, "*")], open: true))
  }

  @Test func superUsersAreSeparatedBySemicolons() {
    #expect(Authorizer.superUsers(in: "User:CN=a,O=b; User:c ;;") == ["User:CN=a,O=b", "User:c"])
    #expect(Authorizer.superUsers(in: "").isEmpty)
  }
}
