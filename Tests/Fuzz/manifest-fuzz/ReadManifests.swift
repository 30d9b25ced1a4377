import BrokerConfig
import JSON
import KafkaResources
import KubernetesObjects
import YAML

/// What libFuzzer calls: manifests of every kind, as people and tools write them.
///
/// The first byte says whether they are YAML or JSON, and what is known of the running cluster; the rest is the text. Whatever
/// is read has to be refused with a reason or taken, the same way each time.
@_cdecl("LLVMFuzzerTestOneInput")
public func readManifests(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let text = Array(input.dropFirst())
  if mode & 1 == 0 {
    let documents = (try? YAML.documents(in: text)) ?? []
    for document in documents { ManifestSubject(document.value, document, mode).read() }
    review(documents)
  } else if let value = try? JSONValue(parsing: text) {
    ManifestSubject(value, nil, mode).read()
  }
  return 0
}

/// Looks at documents together, as 'koperator validate' does. What is refused has a reason, and all of it is in its place.
private func review(_ documents: [YAMLDocument]) {
  let verdicts = ManifestReview(of: documents).verdicts
  precondition(verdicts.count == documents.count, "a document without a verdict")
  for verdict in verdicts {
    switch verdict {
    case .refused(let problems):
      precondition(
        problems.contains { $0.isError } && problems.allSatisfy { $0.line != nil }, "a refusal without a reason")
    case .accepted(let resource, let warnings):
      precondition(warnings.allSatisfy { !$0.isError } && warnings.count >= resource.warnings.count)
    case .leftOut, .empty: break
    }
  }
}

/// One manifest, and what must hold of its reading.
struct ManifestSubject {
  let value: JSONValue
  let document: YAMLDocument?
  let facts: RenderingFacts

  init(_ value: JSONValue, _ document: YAMLDocument?, _ mode: UInt8) {
    self.value = value
    self.document = document
    var facts = RenderingFacts()
    if mode & 2 == 0 { facts.defaultExternalAddress = "203.0.113.10" }
    if mode & 4 == 0 { facts.clusterID = "zlFiTJelTOuhnklFwLWixw" }
    if mode & 8 == 0 {
      for id in 0..<3 as Range<Int32> { facts.nodeLabels[id] = ["topology.kubernetes.io/zone": "z,\n\(id)"] }
    }
    if mode & 64 != 0 { facts.usedVolumes = [0: ["/kafka-logs"], 1: ["/a", "/b"]] }
    self.facts = facts
  }

  func read() {
    for schema in ResourceSchema.all { check(schema) }
    cluster()
    if let document { resource(document) }
    statuses()
    lossless({ () throws(ManifestErrors) in try KafkaTopic(manifest: value) }, \.raw)
    lossless({ () throws(ManifestErrors) in try KafkaUser(manifest: value) }, \.raw)
    lossless({ () throws(ManifestErrors) in try CruiseControlOperation(manifest: value) }, \.raw)
  }

  /// A manifest of another kind is read the same way each time, and nothing of it is lost.
  private func lossless<Resource: Equatable>(
    _ read: () throws(ManifestErrors) -> Resource, _ raw: KeyPath<Resource, JSONValue>
  ) {
    do throws(ManifestErrors) {
      let resource = try read()
      precondition(resource[keyPath: raw] == value, "reading changes a manifest")
      precondition((try? read()) == resource, "reading is not deterministic")
    } catch {
      check(error)
    }
  }

  /// A manifest of any kind, as it is read beside others.
  private func resource(_ document: YAMLDocument) {
    let read: KafkaResource?
    do throws(ManifestErrors) { read = try KafkaResource(document: document) } catch { return check(error) }
    guard let read else { return }
    precondition(
      read.warnings.allSatisfy { !$0.isError && $0.line != nil }, "a warning that is an error or has no place")
    check(read.warnings)
    for problems in KafkaResourceSet([read, read]).problems() { check(problems) }
    if case .cluster(let cluster) = read {
      precondition(cluster.problems(replacing: cluster).isEmpty, "no change is spoken of")
    }
  }

  /// What a status holds that nobody knows is written back; what is written is read as the same.
  private func statuses() {
    guard let members = value["status"]?.objectValue ?? value.objectValue else { return }
    let cluster = KafkaCluster.Status(json: members)
    precondition(KafkaCluster.Status(json: cluster.json).json == cluster.json, "a cluster's status changes")
    let topic = KafkaTopic.Status(json: members)
    precondition(KafkaTopic.Status(json: topic.json).json == topic.json, "a topic's status changes")
    let user = KafkaUser.Status(json: members)
    precondition(KafkaUser.Status(json: user.json).json == user.json, "a user's status changes")
    let operation = CruiseControlOperation.Status(json: members)
    precondition(
      CruiseControlOperation.Status(json: operation.json).json == operation.json, "an operation's status changes")
    for key in members.keys {
      precondition(cluster.json[key] != nil || isEmpty(members[key]), "a member of a status is lost")
    }
  }

  /// Whether a value says nothing, so that it need not be written.
  private func isEmpty(_ value: JSONValue?) -> Bool {
    switch value {
    case .object(let members): members.values.allSatisfy(isEmpty)
    case .array(let elements): elements.isEmpty
    default: false
    }
  }

  /// Holds it against the schema of a kind. What is right in it has nothing wrong left.
  private func check(_ schema: ResourceSchema) {
    let found = ProblemList()
    let right = schema.check(value, found)
    check(found.problems)
    guard !found.hasErrors else { return }
    let again = ProblemList()
    precondition(schema.check(.object(right), again) == right, "what is left of a check changes in the next")
    precondition(!again.hasErrors, "what is right is wrong in the next check")
  }

  /// A manifest of a KafkaCluster. What stands in it, its groups merged, stays the same when it is written and read again.
  private func cluster() {
    let read: KafkaCluster
    do throws(ManifestErrors) { read = try KafkaCluster(manifest: value) } catch { return check(error) }
    precondition(read.raw == value, "reading changes a manifest")
    check(read.warnings)
    precondition(read.warnings.allSatisfy { !$0.isError }, "what is accepted has an error")
    precondition((try? KafkaCluster(manifest: value)) == read, "reading is not deterministic")
    guard let again = try? YAML.documents(in: YAML.text(of: value)), again.count == 1,
      let second = try? KafkaCluster(document: again[0])
    else { preconditionFailure("what is accepted cannot be written and read again") }
    precondition(second.spec == read.spec && second.raw == read.raw, "a manifest changes when it is written")
    for broker in read.spec.brokers { _ = read.spec.settings(of: broker) }
    render(read)
  }

  /// The most bytes of text that are rendered: a text of the cluster's is in the configuration of every broker.
  private static let largestRendering = 4 << 20

  /// All objects of a cluster. They have names of their own, can be printed and read again, and are the same each time.
  private func render(_ cluster: KafkaCluster) {
    guard value.text().utf8.count * cluster.spec.brokers.count <= Self.largestRendering else { return }
    let rendering: ClusterRendering
    do throws(RenderingError) { rendering = try ClusterRendering(of: cluster, facts: facts) } catch {
      return check([error.problem])
    }
    check(rendering.warnings)
    let objects = rendering.objects.map(\.json)
    precondition(
      (try? ClusterRendering(of: cluster, facts: facts))?.objects.map(\.json) == objects, "it is not deterministic")
    var names: Set<[String?]> = []
    for object in objects {
      let metadata = object["metadata"]
      let name = [object["kind"], metadata?["namespace"], metadata?["name"]].map { $0?.stringValue }
      precondition(name.allSatisfy { $0 != nil }, "an object without kind, namespace or name")
      precondition(names.insert(name).inserted, "two objects have one name")
    }
    let printed = YAML.text(ofDocuments: objects)
    precondition(
      (try? YAML.documents(in: printed))?.map(\.value) == objects, "what is printed is not what was rendered")
  }

  private func check(_ errors: ManifestErrors) {
    precondition(!errors.errors.isEmpty, "a refusal without a reason")
    check(errors.problems)
    guard let document else { return }
    for problem in errors.located(in: document).problems {
      precondition(problem.line != nil, "a problem without a place in its text")
    }
  }

  private func check(_ problems: [ManifestProblem]) {
    for problem in problems {
      precondition(!problem.message.isEmpty && !problem.remedy.isEmpty, "a problem that does not say what to do")
      precondition(!problem.description.contains("\n"), "a problem has one line")
    }
  }
}
