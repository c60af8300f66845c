package func hello() {}
