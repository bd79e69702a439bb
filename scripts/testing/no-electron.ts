// What `electron` resolves to in unit tests: plain-Node code that reaches for it is in the wrong folder, and the real
// package would try to download its binary on import.
throw new Error('electron must not be imported here: this code runs on plain Node')
