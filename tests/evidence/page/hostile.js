// What a hostile page can do from script before it is captured.
const canvas = document.querySelector('#canvas');
const paint = canvas.getContext('2d');
paint.fillStyle = 'rgb(10, 120, 90)';
paint.fillRect(0, 0, 60, 30);
document.querySelector('#mine').src = canvas.toDataURL();
document.querySelector('#broken').append('\ud83d', ' and \u0000 nul');
customElements.define(
  'open-box',
  class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: 'open' }).innerHTML =
        '<style>b{color:rgb(1, 2, 250)}</style><b onclick="hit=1">open shadow</b> <slot></slot>';
    }
  },
);
customElements.define(
  'closed-box',
  class extends HTMLElement {
    constructor() {
      super();
      this.style.display = 'block';
      this.attachShadow({ mode: 'closed' }).innerHTML = '<p>closed shadow</p>';
    }
  },
);
