// uses: lib/quiz-week.js lib/quiz-answer.js lib/quiz-paper.js lib/quiz-recipe.js
// What every use of a paper needs; the pages of the quiz load it with what they are asked for.
