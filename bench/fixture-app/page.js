document.querySelector('button').addEventListener('click', async () => {
  document.querySelector('output').textContent = await window.bridge.echo('5')
})
