// In: a font family. Out: what is wrong with the sheets of this page when set in it.
function (family) {
  const MM = 96 / 25.4;
  const faults = [];
  const say = (what, element) => faults.push(what + ': ' + element.textContent.trim().slice(0, 24));
  // Rounding to device pixels and the overlap of collapsed rules stay under this.
  const NEAR = 1.5;

  document.querySelectorAll('details').forEach(one => { one.open = true; });
  for (const sheet of document.querySelectorAll('.sheet')) {
    sheet.style.fontFamily = JSON.stringify(family);
    const box = sheet.getBoundingClientRect();
    const style = getComputedStyle(sheet);
    const inner = {
      left: box.left + parseFloat(style.paddingLeft), right: box.right - parseFloat(style.paddingRight),
      top: box.top + parseFloat(style.paddingTop), bottom: box.bottom - parseFloat(style.paddingBottom),
    };
    const size = [box.width / MM, box.height / MM].map(n => Math.round(n)).join('x');
    if (size !== '210x296' && size !== '297x209') say('size ' + size, sheet);

    const walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.textContent.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const cell = node.parentElement.closest('td, th, .field, .sheet-title, .sheet-top, .sources, .sheet-last, .instructions');
      const bound = cell.getBoundingClientRect();
      for (const r of range.getClientRects()) {
        if (r.left < inner.left - NEAR || r.right > inner.right + NEAR || r.top < inner.top - NEAR || r.bottom > inner.bottom + NEAR)
          say('outside the margins', node.parentElement);
        if (r.left < bound.left - NEAR || r.right > bound.right + NEAR || r.top < bound.top - NEAR || r.bottom > bound.bottom + NEAR)
          say('outside its cell', node.parentElement);
      }
    }

    for (const cell of sheet.querySelectorAll('td, th'))
      if (cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1) say('cell overflows', cell);
    for (const row of sheet.querySelectorAll('tr')) {
      const counted = Number(/\bh(\d+)\b/.exec(row.className)[1]);
      if (counted < 8) say('row under 8 mm', row);
      if (Math.abs(row.getBoundingClientRect().height - counted * MM) > NEAR) say('row is not ' + counted + ' mm', row);
    }
    const foot = sheet.querySelector('.sheet-foot').getBoundingClientRect();
    const body = sheet.querySelector('.sheet-body').lastElementChild.getBoundingClientRect();
    if (body.bottom > foot.top + NEAR) say('the body runs into the foot', sheet);
    if (Math.abs(foot.bottom - inner.bottom) > NEAR) say('the foot is not at the bottom', sheet);
    const bar = sheet.querySelector('.scale').getBoundingClientRect().width;
    if (Math.abs(bar - 100 * MM) > 0.5) say('the bar is not 100 mm', sheet);
  }
  return faults.slice(0, 8);
}
