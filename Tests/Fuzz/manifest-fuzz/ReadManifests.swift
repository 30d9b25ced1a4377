import JSON
import KafkaResources
import YAML

/// What libFuzzer calls: manifests of every kind, as people and tools write them.
///
/// The first byte says whether they are YAML or JSON; the rest is the text. Whatever is read has to be refused with a reason
/// or taken, the same way each time.
@_cdecl("LLVMFuzzerTestOneInput")
public func readManifests(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let text = Array(input.dropFirst())
  if mode & 1 == 0 {
    for document in (try? YAML.documents(in: text)) ?? [] { ManifestSubject(document.value, document).read() }
  } else if let value = try? JSONValue(parsing: text) {
    ManifestSubject(value, nil).read()
  }
  return 0
}

/// One manifest, and what must hold of its reading.
struct ManifestSubject {
  let value: JSONValue
  let document: YAMLDocument?

  init(_ value: JSONValue, _ document: YAMLDocument?) {
    self.value = value
    self.document = document
  }

  func read() {
    for schema in ResourceSchema.all { check(schema) }
    cluster()
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
