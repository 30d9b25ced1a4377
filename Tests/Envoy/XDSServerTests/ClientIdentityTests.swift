import Testing
import Transport
import XDS

@testable import XDSServer

@Suite struct ClientIdentityTests {
  private let group = GroupID(rawValue: "shop/kafka/external")

  private func refusal(_ names: String...) -> String? {
    ClientIdentity.refusal(of: PeerIdentity(subject: "CN=envoy", uriNames: names), joining: group)
  }

  @Test func withoutACertificateWhoeverReachesThePortMayJoin() {
    #expect(ClientIdentity.refusal(of: nil, joining: group) == nil)
  }

  @Test(arguments: [
    "spiffe://example.org/envoy/shop/kafka/external", "spiffe://example.org/envoy/shop/kafka",
    "koperator://any/envoy/shop/kafka/external",
  ])
  func aNameOfTheGroupOrOfItsClusterAllows(name: String) { #expect(refusal(name) == nil) }

  @Test(arguments: [
    "spiffe://example.org/envoy/shop/kafka/internal", "spiffe://example.org/envoy/shop/kafka2",
    "spiffe://example.org/envoy/shop/kafka/extern", "spiffe://example.org/envoy/shop",
    "spiffe://example.org/envoy/other/kafka/external", "spiffe://example.org/broker/shop/kafka/external",
    "spiffe://example.org/x/envoy/shop/kafka/external", "spiffe://example.org/envoy/shop/kafka/external/more",
    "envoy/shop/kafka/external", "shop/kafka/external", "", "spiffe://example.org/envoy/shop/kaf%6Ba/external",
    "spiffe://example.org/envoy/shop/kafka/external?x", "spiffe://example.org//envoy/shop/kafka/",
  ])
  func anyOtherNameIsRefused(name: String) {
    // A slash too many changes what a path says, so it is no other way to write a name that is allowed.
    #expect(refusal(name) != nil)
  }

  @Test func oneNameOfSeveralIsEnough() {
    #expect(refusal("spiffe://example.org/envoy/a/b/c", "spiffe://example.org/envoy/shop/kafka") == nil)
  }

  @Test func theRefusalNamesTheSubjectTheGroupAndTheRemedy() throws {
    let text = try #require(refusal())
    #expect(text.contains("CN=envoy"))
    #expect(text.contains("spiffe://<trust domain>/envoy/shop/kafka/external"))
  }
}
