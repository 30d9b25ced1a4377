import Testing

@testable import Coordinator

@Suite struct NamespaceNameTests {
  @Test(arguments: ["kafka", "kube-system", "a", "0", "9-a", String(repeating: "a", count: 63)])
  func aLabelIsTheNameOfANamespace(name: String) { #expect(NamespaceName.problem(with: name) == nil) }

  @Test(arguments: [
    ("", "is empty"), (String(repeating: "a", count: 64), "longer than 63"), ("Kafka", "small letters"),
    ("a,b", "small letters"), ("a b", "small letters"), ("a.b", "small letters"), ("ä", "small letters"),
    ("-a", "begins or ends"), ("a-", "begins or ends"),
  ])
  func whatIsNoneIsToldWhy(name: String, reason: String) {
    #expect(NamespaceName.problem(with: name)?.contains(reason) == true)
  }
}
