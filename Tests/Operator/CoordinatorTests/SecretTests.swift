import ClusterTopology
import EnvoyConfig
import Foundation
import Telemetry
import Testing
import XDS

@testable import Coordinator

/// The inputs of a cluster whose Envoys terminate TLS, under a sequence of contents and times.
private struct Observed {
  var inputs = FileInputs(hasSecrets: true)
  var now = Duration.zero
  var date = Int64(Date().timeIntervalSince1970)
  var directives: [FileInputs.Directive] = []

  mutating func manifest(_ text: String) {
    now += .seconds(60)
    directives = inputs.receive(bytes(text), of: .manifest, at: now)
  }

  mutating func endpoints(_ text: String) {
    now += .seconds(60)
    directives = inputs.receive(bytes(text), of: .endpoints, at: now)
  }

  mutating func secret(_ content: TLSSecret.Content, name: String = "kafka-tls", after: Duration = .seconds(60)) {
    now += after
    directives = inputs.receive(content, ofSecret: name, at: now, date: date)
  }

  mutating func look(after: Duration = .seconds(2), days: Int64 = 0) {
    now += after
    date += days * 86_400
    directives = inputs.look(at: now, date: date)
  }

  /// Manifest and endpoints are there.
  static func started(_ text: String = terminating([0, 1]), hasSecrets: Bool = true) -> Observed {
    var observed = Observed(inputs: FileInputs(hasSecrets: hasSecrets))
    observed.manifest(text)
    observed.endpoints(threeEndpoints)
    return observed
  }

  /// The certificate that was published with this step; nil where nothing was.
  var published: [UInt8]? {
    for case .cluster(.publish(_, let resources)) in directives {
      return resources.first { $0.type == .secret && $0.name == "kafka-tls" }?.body
    }
    return nil
  }

  var refusals: [String] {
    var found: [String] = []
    for case .cluster(.secretRefused(_, let problems)) in directives { found += problems }
    return found
  }

  var accepted: [String] {
    var found: [String] = []
    for case .cluster(.secretAccepted(let secret)) in directives { found.append(secret.subject) }
    return found
  }

  var watched: [String] {
    var found: [String] = []
    for case .cluster(.watch(let secrets)) in directives { found += secrets }
    return found
  }

  var waiting: [String] {
    var found: [String] = []
    for case .cluster(.waiting(let point, _)) in directives { found.append(point) }
    return found
  }
}

private let threeEndpoints = endpoints("hhh")

@Suite struct SecretInputsTests {
  @Test func theManifestNamesTheSecretsAndNothingIsServedBeforeTheyAreRead() {
    var observed = Observed.started()
    #expect(observed.watched == ["kafka-tls"])
    #expect(observed.published == nil)
    #expect(observed.waiting.isEmpty)
    observed.secret(Certificates.first)
    #expect(observed.accepted == ["CN=first"])
    #expect(observed.published?.isEmpty == false)
  }

  @Test func aNewCertificateIsPublishedAndChangesNothingElse() {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    let before = observed.resources
    observed.secret(Certificates.second)
    #expect(observed.accepted == ["CN=second"])
    let after = observed.resources
    #expect(before.filter { $0.type != .secret } == after.filter { $0.type != .secret })
    #expect(before != after)
  }

  @Test(arguments: [
    (TLSSecret.Content.unreadable("tls.crt cannot be read: No such file or directory"), "tls.crt cannot be read"),
    (Certificates.mixed, "the private key does not belong to the certificate"),
    (.pair(certificate: Array("x".utf8), privateKey: Certificates.key(of: Certificates.first)), "no certificate"),
    (.pair(certificate: Certificates.certificate(of: Certificates.first), privateKey: Secret([])), "no private key"),
    (
      Certificates.narrow,
      "the certificate of 'CN=narrow' is not for 'broker-1.kafka.example.com', a name of the access point 'external': "
        + "add it to the subject alternative names (or *.kafka.example.com)"
    ),
  ])
  func aBadSecretIsRefusedAndTheGoodOneStays(content: TLSSecret.Content, reason: String) {
    // Before there was a good one, nothing is served.
    var fresh = Observed.started()
    fresh.secret(content)
    #expect(fresh.refusals.count == 1)
    #expect(fresh.refusals.first?.contains(reason) == true, "\(fresh.refusals)")
    #expect(fresh.published == nil)
    #expect(fresh.waiting == ["external"])

    var observed = Observed.started()
    observed.secret(Certificates.first)
    let good = observed.published
    observed.secret(content)
    observed.look()
    let told = observed.refusals + observed.inputs.secrets.problems
    #expect(told.contains { $0.contains(reason) }, "\(told)")
    // Brokers come and go with the certificate that is in use.
    observed.manifest(terminating([0, 1, 2]))
    #expect(observed.published == good)
    observed.secret(Certificates.second)
    #expect(observed.accepted == ["CN=second"])
  }

  @Test func aPairThatIsWrittenInTwoStepsIsNoTrouble() {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    observed.secret(Certificates.mixed, after: .seconds(60))
    #expect(observed.refusals.isEmpty)
    observed.look(after: .milliseconds(500))
    #expect(observed.refusals.isEmpty)
    observed.secret(Certificates.second, after: .milliseconds(500))
    #expect(observed.accepted == ["CN=second"])
    observed.secret(Certificates.mixed, after: .seconds(60))
    observed.look(after: .seconds(3))
    #expect(observed.refusals.count == 1)
  }

  @Test func aCertificateThatExpiresInUseIsSaidAndStays() {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    let good = observed.published
    observed.look()
    #expect(observed.directives.isEmpty)
    observed.look(days: 3)
    #expect(observed.refusals.first?.contains("expired on 2") == true, "\(observed.refusals)")
    observed.look()
    #expect(observed.directives.isEmpty)
    observed.manifest(terminating([0, 1, 2]))
    #expect(observed.published == good)
  }

  @Test func anExpiredCertificateIsNotTakenIntoUse() {
    var observed = Observed.started()
    observed.date += 3 * 86_400
    observed.secret(Certificates.first)
    #expect(observed.refusals.first?.contains("the certificate expired on") == true)
    #expect(observed.published == nil)
  }

  @Test func aCertificateThatIsNotValidYetIsTakenWhenItIs() {
    var observed = Observed.started()
    observed.date -= 2 * 86_400
    observed.secret(Certificates.first)
    #expect(observed.refusals.first?.contains("is not valid before") == true)
    observed.look(days: 2)
    #expect(observed.accepted == ["CN=first"])
    #expect(observed.published?.isEmpty == false)
  }

  @Test func aBrokerWithoutANameInTheCertificateHoldsItsAccessPointUntilThereIsABetterOne() {
    var observed = Observed.started(terminating([0]))
    observed.secret(Certificates.narrow)
    #expect(observed.accepted == ["CN=narrow"])
    observed.manifest(terminating([0, 1]))
    #expect(observed.published == nil)
    #expect(observed.waiting == ["external"])
    #expect(observed.refusals.first?.contains("broker-1.kafka.example.com") == true)
    // Going back is possible.
    observed.manifest(terminating([0]))
    #expect(observed.published?.isEmpty == false)
    observed.manifest(terminating([0, 1]))
    observed.secret(Certificates.second)
    #expect(observed.published?.isEmpty == false)
  }

  @Test func anotherSecretIsUsedWhenItWasRead() {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    observed.manifest(terminating([0, 1], secret: "other-tls"))
    #expect(observed.watched == ["other-tls"])
    #expect(observed.published == nil)
    observed.secret(Certificates.second, name: "other-tls")
    #expect(observed.accepted == ["CN=second"])
  }

  @Test(arguments: [terminating([0, 1], secret: "other-tls"), manifest([0, 1])])
  func aSecretThatIsNamedAgainIsReadAgain(_ between: String) {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    observed.manifest(between)
    observed.secret(Certificates.second, name: "other-tls")
    // Nobody tells of the Secret meanwhile: what it was is no word of what it is.
    observed.manifest(terminating([0, 1]))
    #expect(observed.watched == ["kafka-tls"])
    #expect(observed.published == nil)
    #expect(observed.accepted.isEmpty)
    observed.secret(Certificates.second)
    #expect(observed.accepted == ["CN=second"])
    #expect(observed.published?.isEmpty == false)
  }

  @Test func withoutAFolderTheRemedyIsSaid() {
    let observed = Observed.started(hasSecrets: false)
    #expect(observed.refusals == ["there is no folder of Secrets: start with --secrets FOLDER"])
    #expect(observed.waiting == ["external"])
  }

  @Test func otherListenersAreServedMeanwhile() {
    var observed = Observed()
    let more =
      "    - {type: plaintext, name: partners, containerPort: 9095, externalStartingPort: 19090}\n  envoyConfig"
    observed.manifest(terminating([0, 1]).replacing("  envoyConfig", with: more))
    observed.endpoints(threeEndpoints)
    var groups: [String] = []
    for case .cluster(.publish(let group, _)) in observed.directives { groups.append(group.rawValue) }
    #expect(groups == ["shop/kafka/partners"])
  }

  @Test func whatIsSaidOfASecretShowsNoKey() throws {
    var observed = Observed.started()
    observed.secret(Certificates.first)
    let line = Certificates.keyLine(of: Certificates.first)
    #expect(!String(reflecting: observed.inputs.secrets).contains(line))
    #expect(!String(reflecting: observed.inputs.secrets.inUse).contains(line))
    #expect(!observed.inputs.secrets.jsonValue.text(style: .pretty).contains("PRIVATE"))
    var dumped = ""
    dump(observed.inputs.secrets, to: &dumped)
    #expect(!dumped.contains(line))
  }
}

extension Observed {
  fileprivate var resources: [XDSResource] {
    for case .cluster(.publish(_, let resources)) in directives { return resources }
    return []
  }
}

extension SecretInputs {
  fileprivate var problems: [String] {
    var found: [String] = []
    for case .refused(let problems) in verdicts.values { found += problems }
    return found
  }
}

@Suite struct SecretFolderTests {
  @Test func aFolderWithoutFilesSaysWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    #expect(
      SecretFolder.content(of: folder.path("none")) == .unreadable("tls.crt cannot be read: No such file or directory"))
    try folder.replace("tls.crt", "x")
    #expect(
      SecretFolder.content(of: folder.url.path) == .unreadable("tls.key cannot be read: No such file or directory"))
  }

  @Test func aPairIsNeverMixedWhileItIsSwapped() throws {
    let folder = try TemporaryFolder()
    try folder.mount("kafka-tls", Certificates.first)
    let stop = Record<Bool>()
    let path = folder.path("secrets/kafka-tls")
    let writer = Thread {
      for index in 0..<200 where stop.all.isEmpty {
        try? folder.mount("kafka-tls", index % 2 == 0 ? Certificates.second : Certificates.first)
      }
    }
    writer.start()
    for _ in 0..<500 {
      let content = SecretFolder.content(of: path)
      #expect(content == Certificates.first || content == Certificates.second)
    }
    stop.append(true)
  }
}
