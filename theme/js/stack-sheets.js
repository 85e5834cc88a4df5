// uses: stack/sheets.js stack/cover.js stack/make.js
// words: stack_cover
// The sheets of a stack, loaded when one is first made.
