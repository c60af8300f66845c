// swift-tools-version: 6.3
import PackageDescription

/// The same rules for every target: Swift 6, warnings are errors, unsafe code is marked as such.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the product.
///
/// Who may import whom: see `docs/concepts.md`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "crosswalk",
  products: [
    .library(name: "Crosswalk", targets: ["Crosswalk"]),
    .executable(name: "crosswalk", targets: ["crosswalk-tool"]),
  ],
  targets: [
    module("JSONCore"),
    module("LensCore", ["JSONCore"]),
    module("OpenAIDialects", ["LensCore", "JSONCore"]),
    module("Crosswalk", ["OpenAIDialects", "LensCore", "JSONCore"]),
    module("CrosswalkCLI", ["Crosswalk"]),
    .executableTarget(
      name: "crosswalk-tool",
      dependencies: ["CrosswalkCLI"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "crosswalk-dev",
      dependencies: [
        "CrosswalkCLI", "Crosswalk", "OpenAIDialects", "LensCore", "JSONCore", "PropertyTesting",
        "ConformanceSupport",
      ],
      swiftSettings: strict
    ),
    tests("JSONCoreTests", ["JSONCore", "PropertyTesting"]),
    tests("LensCoreTests", ["LensCore", "JSONCore"]),
    tests("OpenAIDialectsTests", ["OpenAIDialects", "LensCore", "ConformanceSupport"]),
    tests(
      "ConformanceTests",
      [
        "Crosswalk", "OpenAIDialects", "LensCore", "JSONCore", "PropertyTesting",
        "ConformanceSupport",
      ]
    ),
    .target(
      name: "ConformanceSupport",
      dependencies: ["Crosswalk", "OpenAIDialects", "LensCore", "JSONCore"],
      path: "Tests/ConformanceSupport",
      swiftSettings: strict
    ),
    tests("CrosswalkTests", ["Crosswalk", "OpenAIDialects", "JSONCore", "PropertyTesting"]),
    // Runs the product `crosswalk`, which every build of the tests makes as well.
    .testTarget(
      name: "CrosswalkCLITests",
      dependencies: [
        "CrosswalkCLI", "Crosswalk", "ConformanceSupport", "JSONCore", "PropertyTesting",
      ],
      exclude: ["Expected"],
      swiftSettings: strict
    ),
    .target(name: "PropertyTesting", path: "Tests/PropertyTesting", swiftSettings: strict),
    tests("PropertyTestingTests", ["PropertyTesting", "JSONCore"]),
  ]
)
