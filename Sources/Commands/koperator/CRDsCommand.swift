import ArgumentParsing
import JSON
import KafkaResources
import YAML

/// `koperator crds`: the CustomResourceDefinitions.
enum CRDsCommand {
  private static let kind = Option(
    "kind", letter: "k", .choice(ResourceSchema.all.map(\.kind)), placeholder: "KIND",
    help: "Only this kind; several where it is given several times. All where it is not given.", isRepeated: true)

  static let command = Command(
    "crds", summary: "Print the CustomResourceDefinitions.",
    discussion: "They are what 'kubectl apply --server-side --force-conflicts -f -' takes. JSON is one List.",
    options: [kind, Output.format]
  ) { arguments in
    let kinds = Set(arguments.values(kind))
    let wanted = ResourceSchema.all.filter { kinds.isEmpty || kinds.contains($0.kind) }
    let definitions = wanted.map(\.definition)
    if arguments.required(Output.format) == "yaml" {
      Terminal.print(YAML.text(ofDocuments: definitions))
    } else {
      Output.print(["apiVersion": "v1", "kind": "List", "items": .array(definitions)], arguments)
    }
    return .success
  }
}
