import Foundation
import JSON
import KubernetesSandbox
import Testing

/// What programs that know HTTP alone are answered.
@Suite struct ServingRequestTests {
  private static let configMaps = "/api/v1/namespaces/default/configmaps"

  private func configMap(_ name: String, _ rest: String = "") -> String {
    #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\#(name)"}\#(rest)}"#
  }

  @Test func whatWasCreatedIsReadInJSONAndYAML() async throws {
    try await ServingWorld.with { world in
      let made = try await world.ask("POST", Self.configMaps, body: configMap("a", #","data":{"k":"v"}"#))
      #expect(made.status == 201)
      let read = try await world.ask("GET", Self.configMaps + "/a")
      #expect(read.json == made.json)
      let yaml = try await world.ask("GET", Self.configMaps + "/a", [("accept", "application/yaml")])
      #expect(yaml.field("content-type") == "application/yaml")
      #expect(yaml.text.contains("data:\n  k: v"))
      let pretty = try await world.ask("GET", Self.configMaps + "/a?pretty=true")
      #expect(pretty.text.contains("\n  \"kind\"") && pretty.json == made.json)
    }
  }

  @Test func aManifestInYAMLIsCreatedAndApplied() async throws {
    try await ServingWorld.with { world in
      let text =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: words\ndata:\n  # a comment\n  k: &v one\n  l: *v\n"
      let made = try await world.ask("POST", Self.configMaps, body: text, type: "application/yaml")
      #expect(made.status == 201)
      #expect(made.json["data"] == ["k": "one", "l": "one"])
      let applied = try await world.ask(
        "PATCH", Self.configMaps + "/z?fieldManager=me", body: text.replacing("name: words", with: "name: z"),
        type: "application/apply-patch+yaml")
      #expect(applied.status == 201)
      #expect(applied.json["metadata"]?["managedFields"]?[0]?["manager"] == "me")
      let broken = try await world.ask(
        "PATCH", Self.configMaps + "/z?fieldManager=me", body: "a: [", type: "application/apply-patch+yaml")
      #expect(broken.status == 400)
    }
  }

  @Test func unknownAndDoubledFieldsComeAsWarnings() async throws {
    try await ServingWorld.with { world in
      let body = configMap("w", #","datum":1,"data":{"a":"1","a":"2"}"#)
      let made = try await world.ask("POST", Self.configMaps, body: body)
      let warnings = made.fields.filter { $0.name.lowercased() == "warning" }.map(\.value)
      #expect(
        warnings == [#"299 - "unknown field \"datum\"""#, #"299 - "duplicate field \"data.a\"""#])
      let silent = try await world.ask(
        "POST", Self.configMaps + "?fieldValidation=Ignore", body: body.replacing("\"w\"", with: "\"x\""))
      #expect(silent.status == 201 && silent.field("warning") == nil)
      let strict = try await world.ask(
        "POST", Self.configMaps + "?fieldValidation=Strict", body: body.replacing("\"w\"", with: "\"y\""))
      #expect(strict.status == 400)
    }
  }

  @Test(arguments: [
    ("POST", "?dryRun=Some", 422, "dryRun"), ("POST", "?fieldValidation=Some", 422, "fieldValidation"),
    ("POST", "?fieldManager=a%0ab", 422, "fieldManager"), ("GET", "?limit=x", 400, "limit"),
    ("GET", "?labelSelector=!!", 400, "requirement"),
    ("GET", "?fieldSelector=spec.foo%3D1", 400, "spec.foo"),
    ("GET", "?sendInitialEvents=true", 422, "sendInitialEvents"),
    ("PUT", "", 405, "method"), ("PATCH", "", 405, "method"),
  ])
  func anOptionThatIsWrongIsRefusedByName(_ method: String, _ query: String, _ status: Int, _ word: String) async throws
  {
    try await ServingWorld.with { world in
      let answer = try await world.ask(
        method, Self.configMaps + query, body: method == "GET" ? nil : configMap("a"))
      #expect(answer.status == status)
      #expect(answer.json["kind"] == "Status")
      #expect(answer.json["message"]?.stringValue?.contains(word) == true, "\(answer.text)")
    }
  }

  @Test func whatIsNotServedIsToldApartFromWhatIsNotThere() async throws {
    try await ServingWorld.with { world in
      let group = try await world.ask("GET", "/apis/none.example.com/v1/things")
      #expect(group.status == 404 && group.json == .null)
      let resource = try await world.ask("GET", "/api/v1/things")
      #expect(resource.json["message"] == "the server could not find the requested resource")
      let object = try await world.ask("GET", Self.configMaps + "/none")
      #expect(object.json["message"] == "configmaps \"none\" not found")
      let old = try await world.ask("GET", "/openapi/v2")
      #expect(old.status == 200 && old.json["swagger"] == "2.0" && old.json["definitions"] == [:])
      let exec = try await world.ask("POST", "/api/v1/namespaces/default/pods/a/exec")
      #expect(exec.status == 404 && exec.text.contains("exec is not offered"))
    }
  }

  @Test func aBodyBeyondTheBoundIsRefusedAndTheConnectionGoesOn() async throws {
    try await ServingWorld.with { world in
      let big = String(repeating: "x", count: 3 << 20)
      let refused = try await world.ask("POST", Self.configMaps, body: configMap("a", #","data":{"a":"\#(big)"}"#))
      #expect(refused.status == 413)
      #expect(refused.json["reason"] == "RequestEntityTooLarge")
      #expect(try await world.ask("POST", Self.configMaps, body: configMap("a")).status == 201)
    }
  }

  @Test func aTokenIsNeededWhereTokensAreSet() async throws {
    let configuration = EmbeddedAPIServerConfiguration(tokens: ["secret": "somebody"], seed: 1)
    try await ServingWorld.with(configuration) { world in
      #expect(try await world.ask("GET", "/api").status == 401)
      #expect(try await world.ask("GET", "/api", [("authorization", "Bearer wrong")]).status == 401)
      #expect(try await world.ask("GET", "/livez").text == "ok")
      let known = try await world.ask(
        "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", [("authorization", "Bearer secret")], body: "{}")
      #expect(known.json["status"]?["userInfo"]?["username"] == "somebody")
    }
  }

  @Test func theLogOfAContainerComesFromWhoRunsIt() async throws {
    let logs = PodLogs { request in
      AsyncStream { stream in
        stream.yield(Array("\(request.namespace)/\(request.pod)/\(request.container)\n".utf8))
        stream.yield(Array("the end, of \(request.tailLines ?? -1) lines\n".utf8))
        stream.finish()
      }
    }
    try await ServingWorld.with(EmbeddedAPIServerConfiguration(seed: 1, podLogs: logs)) { world in
      let pod =
        #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}"#
      let made = try await world.ask("POST", "/api/v1/namespaces/default/pods", body: pod)
      #expect(made.status == 201)
      let path = "/api/v1/namespaces/default/pods/p/log"
      #expect(try await world.ask("GET", path + "?tailLines=7").text == "default/p/c\nthe end, of 7 lines\n")
      #expect(try await world.ask("GET", path + "?limitBytes=7").text == "default")
      #expect(try await world.ask("GET", path + "?container=none").status == 400)
      #expect(try await world.ask("GET", path.replacing("/p/", with: "/q/")).status == 404)
    }
  }

  @Test func anOpenAPIDocumentIsFoundUnderItsHashAndMovesWithADefinition() async throws {
    try await ServingWorld.with { world in
      let index = try await world.ask("GET", "/openapi/v3")
      let place = try #require(index.json["paths"]?["apis/apps/v1"]?["serverRelativeURL"]?.stringValue)
      let document = try await world.ask("GET", place)
      let names = document.json["components"]?["schemas"]?.objectValue?.keys ?? []
      #expect(names.contains("io.k8s.api.apps.v1.Deployment"))
      let patch = document.json["paths"]?["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]?["patch"]
      let parameters = (patch?["parameters"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      #expect(parameters == ["dryRun", "fieldManager", "fieldValidation", "force"])
      let stale = place.prefix { $0 != "?" } + "?hash=OLD"
      let moved = try await world.ask("GET", String(stale))
      #expect(moved.status == 301 && moved.field("location") == place)
    }
  }
}
