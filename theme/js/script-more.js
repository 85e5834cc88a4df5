// uses: script/play.js script/cards.js
// Role play and desk cards, loaded when they are first wanted.
